"""Hand the same pieces of evidence to and fro, or everything to everybody."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import Said, Speech, Tape, never_pays, tapes
from watchfloor.logsentinel.actions import Handoff
from watchfloor.logsentinel.state import evidence_in, known
from watchfloor.logsentinel.tables import ROLE_NAMES
from watchfloor.seeds import Stream

_ROUNDS = 3


def _to_and_fro(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return that a piece that somebody holds is given to a colleague and back, some rounds."""
    giver, receiver = draw.sample(ROLE_NAMES, 2)
    ids = evidence_in(tape.states[place], known(tape.states[place], giver))
    if not ids:
        return ()
    piece = (draw.pick(ids),)
    there, back = Handoff(receiver, piece), Handoff(giver, piece)
    return (Said(giver, there), Said(receiver, back)) * _ROUNDS


def _probe(trial: Trial) -> Iterator[Finding]:
    """Hand things over in a team that never does, and so is paid nothing for it."""
    played = tapes(trial, "silent_specialists")
    yield never_pays(trial, "a piece handed to and fro", _to_and_fro, played)


THREAT = Threat(
    name="c01_handing_to_and_fro",
    summary="Every handoff is teamwork, and teamwork is paid.",
    answer="Teamwork is paid once, for what its receiver cited for something true.",
    games=("logsentinel",),
    exploits=(
        Exploit("ping_pong", not_above="sleep"),
        Exploit("tell_everybody", not_above="sleep"),
    ),
    probe=_probe,
    prices=True,
)
