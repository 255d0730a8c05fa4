"""The seats of an insider: whoever has the floor does the first thing that is its own to do."""

from collections.abc import Callable

from msgspec.structs import replace

from watchfloor.logsentinel import transition
from watchfloor.logsentinel.actions import Turn, Wait
from watchfloor.logsentinel.cells import STARTED, TICK
from watchfloor.logsentinel.conductor import Scheme, jobs
from watchfloor.logsentinel.room import WAITS
from watchfloor.logsentinel.state import State, pending
from watchfloor.logsentinel.tables import TYPES
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Informed
from watchfloor.seeds import Seed

LONGEST_WAIT = 5


def seat(scheme: Scheme) -> Callable[[str, Seed], Informed]:
    """Return the seats of an insider who plays by *scheme*."""

    def sit(role: str, _seed: Seed) -> Informed:
        def reply(_seen: Observation, state: State) -> Action:
            return _move(state, role, scheme)

        return reply

    return sit


def _move(state: State, role: str, scheme: Scheme) -> Turn:
    found = list(jobs(state, scheme))
    own = next((job.action for job in found if job.role == role), None)
    action = own or Wait(1 if found else _ticks_to_news(state))
    if state.mode == "parallel":
        return action
    after = transition.apply(state, action).state
    following = next(jobs(after, scheme), None)
    return replace(action, then=role if following is None else following.role)


def _ticks_to_news(state: State) -> int:
    """Return how long to wait for the next thing that may change anything; at best, to the end."""
    if all(TYPES[it.kind].is_harmless for it in state.world.incidents):
        return max(WAITS)
    now, cells = state.cells[TICK], state.cells
    due = [one.due for one in pending(state)]
    for number, incident in enumerate(state.world.incidents):
        began = cells[STARTED + number]
        due.append(incident.starts if began < 0 else -1)
        due += [
            began + piece.delay
            for piece in state.world.evidence
            if piece.incident == number and began >= 0
        ]
    return min((min(tick + 1 - now, LONGEST_WAIT) for tick in due if tick >= now), default=1)
