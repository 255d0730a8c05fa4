"""Decide alone: one role asks, orders and reports for all."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_tapes import PER_TAPE, given, tapes, told
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Mitigate, Query, Turn, Withdraw
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.source import SOURCES
from watchfloor.logsentinel.state import State
from watchfloor.seeds import Stream

_REFUSED = Withdraw("p-0")
"""What nobody can do; it shows what a minute does by itself."""


def _not_allowed(state: State, role: str, said: Turn, draw: Stream) -> Turn | None:
    """Return something that *role* has no authority for: of its colleagues, or what *said* is."""
    service = draw.pick([name for name in state.world.names if name])
    foreign = [source for source in SOURCES if source not in ROLES[role].queries]
    orders = [it.name for it in MITIGATIONS.values() if it.role != role]
    match draw.below(3):
        case 0:
            return Query(draw.pick(foreign), service)
        case 1:
            return Mitigate(draw.pick(orders), service, "p-1")
        case _:
            return None if type(said) in ROLES[role].moves else replace(said, then="")


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, tried = trial.draws("alone").stream(), list[str](), 0
    for tape in tapes(trial):
        for _ in range(PER_TAPE):
            place, role = draw.below(len(tape.said)), draw.pick(tuple(ROLES))
            said, state = tape.said[place].move, given(tape.states[place], role)
            move = _not_allowed(state, role, said, draw) if isinstance(said, Turn) else None
            if move is not None:
                tried += 1
                step = transition.apply(state, move)
                nothing = transition.apply(state, _REFUSED).state
                if step.status == "ok" or step.state.cells != nothing.cells:
                    breaches.append(told(tape, place, f"{role} can {type(move).__name__}"))
    yield never("moves without authority that changed anything", breaches, tried)


THREAT = Threat(
    name="c03_one_role_alone",
    summary="One role does everything, so that nobody has to tell anybody anything.",
    answer="An order outside a role's authority is refused, and one role proves nothing.",
    games=("logsentinel",),
    exploits=(
        Exploit("solo_commander"),
        Exploit("ranked_solo"),
        Exploit("silent_specialists"),
        Exploit("silent_specialists", "parallel"),
    ),
    probe=_probe,
)
