"""War-rooms, played at random by their rules alone, for whoever tests the engine."""

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Handoff,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.cells import PHASE
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.plan import Mix, Plan
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import PHASES, State, evidence_in, known, proposals
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.world import World, grow
from watchfloor.play.action import Action, Malformed
from watchfloor.seeds import Seed, Stream

MIXES: tuple[Mix, ...] = (
    *("one", "outage_and_intrusion", "diversion", "cascade", "mixed", "intruder", "nothing"),
)


def plan(mix: Mix = "one", **changes: int) -> Plan:
    """Return a small plan of *mix*, otherwise as *changes* say."""
    fields = {"horizon": 48, "lone_support": 2048, "red_herrings": 1, "noise": 6} | changes
    return Plan(name=f"small {mix}", mix=mix, **fields)  # type: ignore[arg-type]  # all are counts


@cache
def world(mix: Mix = "one", number: int = 0) -> World:
    """Return the small world of *mix* with that *number*."""
    return grow(Seed.of("rooms", mix, number), plan(mix))


def quiet(number: int = 0) -> World:
    """Return a world in which nothing happens at all."""
    return grow(Seed.of("quiet", number), plan("nothing", horizon=200, red_herrings=0, noise=0))


def opened(mix: Mix = "one", number: int = 0, mode: str = "sequential") -> State:
    """Return the first state of a small world."""
    return transition.open_with(world(mix, number), mode)


def moved(state: State, *actions: Action | Malformed) -> State:
    """Return *state* after *actions*."""
    for action in actions:
        state = transition.apply(state, action).state
    return state


def alone(state: State, role: str) -> State:
    """Return *state* once *role* has the floor."""
    while transition.to_move(state) != role:
        state = moved(state, Wait(then=role))
    return state


class Drifter:
    """Whoever makes moves that are in form, for no reason."""

    def __init__(self, draw: Stream) -> None:
        """Draw everything from *draw*."""
        self._draw = draw

    def move(self, state: State) -> Action | Malformed:
        """Return a move for whoever is to move in *state*."""
        role = str(transition.to_move(state))
        then = self._draw.pick(("", "", *ROLES, "nobody"))
        if self._draw.below(40) == 0:
            return Malformed("nothing to say")
        kinds = [self._ask, self._ask, self._wait, self._share, self._suggest]
        kinds += [self._lead] * 4 if role == "incident_commander" else [self._treat, self._look]
        return self._draw.pick(kinds)(state, role, then)

    def _name(self, state: State) -> str:
        return self._draw.pick([name for name in state.world.names if name])

    def _held(self, state: State, role: str) -> tuple[str, ...]:
        held = evidence_in(state, known(state, role))
        return tuple(self._draw.sample(held, min(len(held), self._draw.between(1, 4))))

    def _ask(self, state: State, role: str, then: str) -> Action:
        return Query(self._draw.pick(ROLES[role].queries), self._name(state), then=then)

    def _wait(self, _state: State, _role: str, then: str) -> Action:
        return Wait(self._draw.between(1, 3), then=then)

    def _share(self, state: State, role: str, then: str) -> Action:
        return Handoff(self._draw.pick(tuple(ROLES)), self._held(state, role), then=then)

    def _suggest(self, state: State, role: str, then: str) -> Action:
        kind, cited = self._draw.pick(TYPE_NAMES), self._held(state, role)
        return Propose(kind, self._name(state), cited, then=then)

    def _treat(self, state: State, role: str, then: str) -> Action:
        able = [it.name for it in MITIGATIONS.values() if it.role == role]
        made = proposals(state)
        if made and self._draw.below(3):
            grounds = self._draw.pick(made)
            service = state.world.names[grounds.service]
            return Mitigate(self._draw.pick(able), service, grounds.id, then=then)
        return Mitigate(self._draw.pick(able), self._name(state), then=then)

    def _look(self, state: State, role: str, then: str) -> Action:
        made = proposals(state)
        if not made or PHASES[state.cells[PHASE]] != "verify":
            return self._treat(state, role, then)
        return Verify(self._draw.pick(made).id, then=then)

    def _lead(self, state: State, role: str, then: str) -> Action:
        made, phase = proposals(state), state.cells[PHASE]
        bare = [it for it in made if not it.severity and not it.is_withdrawn]
        if bare:
            return SetSeverity(bare[0].id, self._draw.between(1, 4), then=then)
        if made and self._draw.below(12) == 0:
            return Withdraw(self._draw.pick(made).id, then=then)
        if self._draw.below(3) == 0:
            risky = [it.name for it in MITIGATIONS.values() if it.is_risky]
            return Approve(self._draw.pick(risky), self._name(state), then=then)
        if phase == len(PHASES) - 1 and self._draw.below(2):
            return Report((Claim("recovered", made[0].id),) if made else (), then=then)
        if phase < len(PHASES) - 1 and self._draw.below(8):
            return Advance(PHASES[phase + 1], then=then)
        return self._ask(state, role, then) if phase else Advance("detect", then=then)


class Drift(NamedTuple):
    """One episode of a drifter: the states, and the moves between them."""

    states: tuple[State, ...]
    moves: tuple[Action | Malformed, ...]


def drift(first: State, seed: Seed) -> Drift:
    """Return the episode that a drifter plays from *first*."""
    drifter, states, moves = Drifter(seed.stream()), [first], list[Action | Malformed]()
    while transition.to_move(states[-1]) is not None:
        moves.append(drifter.move(states[-1]))
        states.append(transition.apply(states[-1], moves[-1]).state)
    return Drift(tuple(states), tuple(moves))


def drifts(count: int, mode: str = "sequential") -> Iterator[Drift]:
    """Return *count* episodes, over every shipped scenario in turn."""
    names = tuple(SCENARIOS)
    for number in range(count):
        scenario = SCENARIOS[names[number % len(names)]]
        seed = Seed.of("drift", number)
        grown = scenario.build(seed)
        yield drift(transition.open_with(grown, mode), seed.child("moves"))
