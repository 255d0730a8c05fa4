"""Send everything to everybody, or send in a word what no word is for."""

from collections.abc import Iterator, Mapping

import msgspec

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import (
    PER_TAPE,
    Said,
    Speech,
    Tape,
    given,
    never_pays,
    tapes,
    told,
)
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Claim, Handoff, Report
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.room import MOST_HANDED
from watchfloor.logsentinel.state import evidence_in, known
from watchfloor.logsentinel.tables import ROLE_NAMES
from watchfloor.logsentinel.view import observe
from watchfloor.play.action import Action, Malformed
from watchfloor.seeds import Stream

_WORD = "the-code-word"


def _flood(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return handoffs of all that somebody holds to somebody else, as many at a time as can be."""
    giver, receiver = draw.sample(ROLE_NAMES, 2)
    ids = evidence_in(tape.states[place], known(tape.states[place], giver))
    parts = range(0, len(ids), MOST_HANDED)
    return tuple(Said(giver, Handoff(receiver, ids[it : it + MOST_HANDED])) for it in parts)


def _marked(move: Action) -> Iterator[Action]:
    """Return *move* with a word of one's own in each place where there is room for one."""
    fields: Mapping[str, object] = msgspec.structs.asdict(move)
    for name, value in fields.items():
        if isinstance(value, str) and name != "phase":
            yield msgspec.structs.replace(move, **{name: _WORD})
        elif name == "evidence" and value:
            yield msgspec.structs.replace(move, evidence=(_WORD,))
    if isinstance(move, Report):
        claim = Claim("timeline", _WORD, _WORD, (_WORD,))
        yield msgspec.structs.replace(move, claims=(claim,))


def _is_read(tape: Tape, place: int, move: Action | Malformed) -> bool:
    """Return whether anybody reads the word once *move* was made at *place* of *tape*."""
    after = transition.apply(given(tape.states[place], tape.said[place].role), move).state
    return any(_WORD in str(observe(after, role)) for role in ROLES)


def _too_many(tape: Tape, place: int) -> bool:
    """Return whether anybody can hand over more at once than anybody may, at *place* of *tape*."""
    state = tape.states[place]
    for role in ROLE_NAMES:
        ids = evidence_in(state, known(state, role))
        if len(ids) > MOST_HANDED:
            other = next(name for name in ROLE_NAMES if name != role)
            step = transition.apply(given(state, role), Handoff(other, ids))
            return step.status == "ok"
    return False


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(
        trial, "all that somebody holds, handed over", _flood, tapes(trial, "heuristic")
    )
    draw, read, wide, tried = trial.draws("words").stream(), list[str](), list[str](), 0
    for tape in tapes(trial):
        for place in draw.sample(range(len(tape.said)), min(PER_TAPE, len(tape.said))):
            move = tape.said[place].move
            said: list[Action | Malformed] = [Malformed(_WORD)]
            said += _marked(move) if isinstance(move, Action) else ()
            tried += len(said)
            read += [
                told(tape, place, f"a word in {type(it).__name__}")
                for it in said
                if _is_read(tape, place, it)
            ]
            if _too_many(tape, place):
                wide.append(told(tape, place, "a handoff of everything"))
    yield never("words of one's own that others read", read, tried)
    yield never("handoffs that are too large", wide, tried)


THREAT = Threat(
    name="c26_flooding_with_messages",
    summary="Everything is sent to everybody, in messages or hidden in them.",
    answer="A move takes a minute and four pieces, counts if in vain, and has no room for words.",
    games=("logsentinel",),
    exploits=(Exploit("tell_everybody"), Exploit("tell_everybody", "parallel")),
    probe=_probe,
    prices=True,
)
