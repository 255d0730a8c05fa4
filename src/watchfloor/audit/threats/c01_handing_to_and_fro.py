"""Hand the same pieces of evidence to and fro, or everything to everybody."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import Said, Speech, Tape, never_pays, tapes
from watchfloor.logsentinel.actions import Handoff
from watchfloor.seeds import Stream

_ROUNDS = 3


def _to_and_fro(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return a handoff that was made before *place*, given back and made again, some rounds."""
    made = [it for it in tape.said[:place] if isinstance(it.move, Handoff)]
    if not made:
        return ()
    role, move = draw.pick(made)
    back = Said(getattr(move, "to", role), Handoff(role, getattr(move, "evidence", ())))
    return (back, Said(role, move)) * _ROUNDS


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(trial, "what was handed over, to and fro", _to_and_fro, tapes(trial))


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
