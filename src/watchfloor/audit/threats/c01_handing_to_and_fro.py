"""Hand the same pieces of evidence to and fro, or everything to everybody."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import Said, Speech, Tape, never_pays, tapes
from watchfloor.logsentinel.actions import Handoff
from watchfloor.logsentinel.tables import ROLE_NAMES
from watchfloor.seeds import Stream

_ROUNDS = 3


def _to_and_fro(tape: Tape, place: int, draw: Stream) -> Speech:
    """Return a handoff that was made before *place*, passed on, given back and made again."""
    made = [it for it in tape.said[:place] if isinstance(it.move, Handoff)]
    if not made:
        return ()
    role, move = draw.pick(made)
    receiver, ids = getattr(move, "to", role), getattr(move, "evidence", ())
    third = next(it for it in ROLE_NAMES if it not in (role, receiver))
    rounds = (Handoff(third, ids), receiver), (Handoff(role, ids), third), (move, role)
    return tuple(Said(giver, handed) for handed, giver in rounds) * _ROUNDS


def _probe(trial: Trial) -> Iterator[Finding]:
    yield never_pays(
        trial, "what was handed over, to and fro", _to_and_fro, tapes(trial, "heuristic")
    )


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
