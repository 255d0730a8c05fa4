"""Send what takes for ever to read: endless texts, deep JSON, odd numbers."""

from collections.abc import Callable, Iterator
from functools import partial

from watchfloor.audit import work
from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.payloads import (
    ANSWERED,
    CRAFTED,
    HOSTILE,
    spoiled_answer,
    spoiled_incident,
)
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.state import State
from watchfloor.play.action import LONGEST_REPLY, Malformed, heard, parse
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream

_MOST_CALLS = 200_000
"""Calls, which take some ten milliseconds; a reader that goes back over a text makes millions."""
_LONGEST_NOTE = 700


def _note(state: State, role: str, reply: str) -> str:
    """Return the reason for which *reply* is turned away, or nothing if it is not."""
    action = parse(reply, GAME.roles[role].moves)
    if isinstance(action, Malformed):
        return action.reason
    step = GAME.apply(state, action)
    is_known = step.state.gate in GATES and step.state.case is None
    return step.state.rejected if is_known else ""


def _spoiled(
    trial: Trial, mode: str, kinds: tuple[str, ...], spoil: Callable[..., str]
) -> Iterator[Finding]:
    role = "attacker" if mode == "self_play" else "defender"
    count, breaches, most = trial.effort.cases, list[str](), 0
    for number in range(count):
        state = GAME.first(Setting("stage4_adversarial", mode, number))
        draw, kind = trial.draws("spoiled", mode, number).stream(), kinds[number % len(kinds)]
        reply = spoil(kind, GAME.observe(state, role), draw)
        notes: list[str] = []
        most = max(most, work.calls(lambda: notes.append(_note(state, role, reply))))  # noqa: B023  # called at once
        is_told = notes[0] and notes[0].isprintable() and len(notes[0]) < _LONGEST_NOTE
        breaches += [kind] * (not is_told or len(heard(reply)) > LONGEST_REPLY + 1)
    yield never(f"spoiled replies of the {role} that pass, or are not told why", breaches, count)
    calls = Interval(most, most, most)
    yield at_most(f"calls for the dearest spoiled reply of the {role}", calls, _MOST_CALLS, count)


def _endless() -> Finding:
    most, dearest = 0, ""
    moves = GAME.roles["attacker"].moves
    for piece in HOSTILE:
        reply = (piece * LONGEST_REPLY)[:LONGEST_REPLY]
        calls = work.calls(partial(parse, reply, moves))
        most, dearest = max((most, dearest), (calls, piece[:20]))
    found = Interval(most, most, most)
    what = "calls for the dearest reply of the greatest length"
    return at_most(what, found, _MOST_CALLS, len(HOSTILE), ascii(dearest))


def _incident(kind: str, seen: Observation, draw: Stream) -> str:
    return spoiled_incident(kind, seen, draw)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield from _spoiled(trial, "self_play", tuple(CRAFTED), _incident)
    yield from _spoiled(trial, "defender_only", tuple(ANSWERED), spoiled_answer)
    yield _endless()


THREAT = Threat(
    name="b17_giant_payload",
    summary="A reply that takes for ever to read stops the game before it is lost.",
    answer="Length, depth and words are limited before anything is read twice.",
    games=("opensoc",),
    probe=_probe,
)
