"""Never answer, so that nothing is ever wrong."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, after, openings, paid
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.actions import LookUp, SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.state import State


def _stalled(trial: Trial, it: Opening) -> State | None:
    """Return the last state of *it* if all that is done is to look up; nothing if it goes on."""
    state = it.state
    for _ in range(trial.game.most_turns):
        if trial.game.to_move(state) is None:
            return state
        state = after(state, LookUp("record", it.case.events[0].host))
    return None if trial.game.to_move(state) else state


def _worst(trial: Trial, it: Opening) -> float:
    found = (SubmitTriage(answer, confidence=sure) for answer in ANSWERS for sure in (0.0, 1.0))
    return min(paid(trial, after(it.state, reply)) for reply in found)


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, endless, paying = 0, list[str](), list[str]()
    for mode in ("defender_only", "casework"):
        for it in openings(trial, "a19", mode, share=4):
            last, tried = _stalled(trial, it), tried + 1
            if last is None:
                endless.append(f"{mode} of {it.state.stage} goes on")
            elif (gained := paid(trial, last) - _worst(trial, it)) > 0:
                paying.append(f"{mode} of {it.state.stage} pays {gained:+g} over the worst answer")
    yield never("an incident that can be left open for ever", endless, tried)
    yield never("an incident left open, better paid than the worst answer", paying, tried)


THREAT = Threat(
    name="a19_left_open",
    summary="What is never answered is never wrong, and is not scored.",
    answer="The time for look-ups ends, and no answer costs more than the worst one.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
