"""What is told of an episode once it is over: what was true, and what it was worth."""

from typing import Any

import msgspec

from watchfloor.errors import IllegalMove
from watchfloor.logsentinel.state import State as WarRoom
from watchfloor.opensoc import view
from watchfloor.opensoc.explanation import Explanation, explained
from watchfloor.opensoc.state import State as Triage
from watchfloor.play.game import Game
from watchfloor.play.observation import Panel
from watchfloor.play.reward import Reward
from watchfloor.play.verdict import Verdict
from watchfloor.server import course
from watchfloor.server.course import Course
from watchfloor.server.films import Film


class Truth(msgspec.Struct, frozen=True):
    """What was true of an alert, and everything that the console holds of it."""

    explanation: Explanation
    console: tuple[Panel, ...]


class Ending(msgspec.Struct, frozen=True):
    """All that is told after the end."""

    game: str
    seats: dict[str, str]
    no_reply: str
    rewards: tuple[Reward, ...]
    verdicts: tuple[Verdict, ...]
    terms: dict[str, str]
    """What each term of the rewards pays for."""
    triage: Truth | None
    course: Course | None


def ending(seen: Film) -> Ending:
    """Return what is told at the end of *seen*."""
    game, trajectory, last = seen.game, seen.trajectory, seen.states[-1]
    if game.to_move(last) is not None and not trajectory.end.no_reply:
        message = "the episode is not over; play it to its end first"
        raise IllegalMove(message)
    return Ending(
        game.name,
        trajectory.header.seats,
        trajectory.end.no_reply,
        trajectory.end.rewards,
        trajectory.end.verdicts,
        _terms(game, trajectory.end.rewards),
        truth(last) if isinstance(last, Triage) else None,
        course.told(seen.states) if isinstance(last, WarRoom) else None,
    )


def truth(state: Triage) -> Truth | None:
    """Return what is true of the incident in *state*, if there is one."""
    if state.case is None:
        return None
    panels = tuple(it for it in view.console(state.case) if it.source in ("log", "records"))
    return Truth(explained(state.case), panels)


def _terms(game: Game[Any], rewards: tuple[Reward, ...]) -> dict[str, str]:
    names = dict.fromkeys(share.term for reward in rewards for share in reward.shares)
    return {name: game.terms[name].summary for name in names}
