"""Propose the same again, in other words."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import below_oracle
from watchfloor.audit.warroom_tapes import Said, Speech, Tape, never_pays, tapes
from watchfloor.logsentinel.actions import Propose, Withdraw
from watchfloor.logsentinel.state import evidence_in, known
from watchfloor.logsentinel.tables import ROLE_NAMES
from watchfloor.seeds import Stream

_COPIES = 3


def _again(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return a proposal that was made before *place*, by anybody, on any of what they hold."""
    made = [it.move for it in tape.said[:place] if isinstance(it.move, Propose)]
    state = tape.states[place]
    able = [role for role in ROLE_NAMES if known(state, role).bit_count() > 1]
    if not made or not able:
        return ()
    role, move = draw.pick(able), draw.pick(made)
    ids = evidence_in(state, known(state, role))
    copies = (draw.sample(ids, draw.between(2, min(8, len(ids)))) for _ in range(_COPIES))
    return tuple(Said(role, Propose(move.incident_type, move.service, tuple(it))) for it in copies)


def _taken_back(tape: Tape, place: int, _draw: Stream) -> Speech:
    """Return a proposal that was just made, taken back and made again."""
    said = tape.said[place - 1] if place else None
    if said is None or not isinstance(said.move, Propose):
        return ()
    number = sum(isinstance(it.move, Propose) for it in tape.said[:place])
    return (Said(said.role, Withdraw(f"p-{number}")), said)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(trial, "the same proposal again", _again, tapes(trial))
    yield never_pays(trial, "a proposal taken back and made again", _taken_back, tapes(trial))
    yield from below_oracle(trial, "cheat_flood")


THREAT = Threat(
    name="c04_the_same_again",
    summary="The same incident is proposed again and again, each time for its credit.",
    answer="A target has one proposal, a duplicate costs, and what is taken back counts half.",
    games=("logsentinel",),
    exploits=(Exploit("take_back"),),
    probe=_probe,
    prices=True,
)
