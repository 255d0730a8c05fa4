"""Let another role ask the same again, so that nobody repeats itself."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import given, tapes, told
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Query
from watchfloor.logsentinel.cells import REDUNDANT, REFUSED_MOVES
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import State, known


def _is_counted(before: State, after: State) -> bool:
    """Return whether the move between two states is counted as one that brought nothing."""
    return any(after.cells[it] > before.cells[it] for it in (REDUNDANT, REFUSED_MOVES))


def _probe(trial: Trial) -> Iterator[Finding]:
    breaches, tried = list[str](), 0
    for policy in ("heuristic", "noop_variants"):
        for tape in tapes(trial, policy):
            for place, (owner, move) in enumerate(tape.said):
                before = tape.states[place + 1]
                if isinstance(move, Query) and transition.to_move(before) is not None:
                    for role in ROLES:
                        tried += 1
                        after = transition.apply(given(before, role), move).state
                        is_news = role == owner and known(after, role) != known(before, role)
                        if not is_news and not _is_counted(before, after):
                            breaches.append(told(tape, place, f"{role} asks again for free"))
    yield never("questions asked again that are not counted", breaches, tried)


THREAT = Threat(
    name="c27_letting_another_ask_again",
    summary="Each role repeats what another one asked, which is no repetition of its own.",
    answer="Each source has one role that can ask it, and what brings nothing counts for the team.",
    games=("logsentinel",),
    exploits=(Exploit("noop_variants", "parallel"),),
    probe=_probe,
)
