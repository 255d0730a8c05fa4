"""Try something, and do what the answer says."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_ends import KINDS, held
from watchfloor.audit.warroom_tapes import PER_TAPE, Said, given, tapes, told
from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Approve, Mitigate, Propose, SetSeverity, Turn, Withdraw
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.room import SEVERITIES
from watchfloor.logsentinel.state import State, evidence_in, known
from watchfloor.logsentinel.tables import ROLE_NAMES, TYPE_INDEX
from watchfloor.logsentinel.world import World, assembled
from watchfloor.seeds import Stream


def _with_other_truth(world: World, draw: Stream) -> World:
    """Return *world* in which other things go wrong elsewhere, and show just the same."""
    incidents = tuple(
        it._replace(kind=TYPE_INDEX[draw.pick(KINDS)], service=draw.pick(world.estate.present))
        for it in world.incidents
    )
    faults = (world.silent, world.lying)
    return assembled(world.seed, world.plan, world.estate, (incidents, world.evidence), faults)


def _trial_and_error(state: State, draw: Stream) -> Said:
    """Return a move that asks whether something is true by doing it."""
    role = draw.pick(ROLE_NAMES)
    service = draw.pick([name for name in state.world.names if name])
    ids = evidence_in(state, known(state, role))
    order = draw.pick([it for it in MITIGATIONS.values() if it.role == role])
    proposal = f"p-{1 + draw.below(2)}"
    moves: list[tuple[str, Turn]] = [
        (role, Propose(draw.pick(KINDS), service, tuple(draw.sample(ids, min(3, len(ids)))))),
        (role, Mitigate(order.name, service, proposal)),
        (COMMANDER, Approve(draw.pick(tuple(MITIGATIONS)), service)),
        (COMMANDER, SetSeverity(proposal, draw.pick(SEVERITIES))),
        (role, Withdraw(proposal)),
    ]
    return Said(*draw.pick(moves))


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, tried = trial.draws("feedback").stream(), list[str](), 0
    for tape in tapes(trial):
        other = _with_other_truth(tape.states[0].world, draw)
        for _ in range(PER_TAPE if held(tape.last) else 0):
            place = draw.below(len(tape.said))
            said = _trial_and_error(tape.states[place], draw)
            state, tried = given(tape.states[place], said.role), tried + 1
            heard = [
                transition.apply(it, said.move).state.timeline[-1]
                for it in (state, replace(state, world=other))
            ]
            if heard[0] != heard[1]:
                breaches.append(told(tape, place, f"{type(said.move).__name__} tells the truth"))
    yield never("answers that depend on what is true", breaches, tried)


THREAT = Threat(
    name="c23_repeating_what_was_said",
    summary="A wrong move is answered with what would have been right.",
    answer="Statuses and what is heard in the room depend on the form of a move alone.",
    games=("logsentinel",),
    exploits=(Exploit("echo"),),
    probe=_probe,
)
