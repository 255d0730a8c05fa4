"""Episodes of the small game, ready for whoever tests the grammar."""

from collections.abc import Iterable

from lookout.game import GAME
from watchfloor.play.action import Reply
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.reward import Recipe
from watchfloor.play.seating import Answer, play
from watchfloor.play.trajectory import START, Trajectory, Turn, seal

STANDARD = GAME.recipes["standard"]


def _opening(*, is_attacked: bool) -> Setting:
    settings = (Setting("busy_gate", "watch", seed) for seed in range(100))
    return next(it for it in settings if bool(GAME.secrets(GAME.first(it))) == is_attacked)


ATTACKED = _opening(is_attacked=True)
CALM = _opening(is_attacked=False)

LONG = (
    '{"move":"point","lines":["log-01"]}',
    '{"move":"ask"}',
    '{"move":"point","lines":["log-02","log-03"]}',
    '{"move":"decide","gate":"attacked"}',
)
"""Replies of both seats in order, none of them refused."""


def table(
    policy: str = "heuristic",
    *,
    setting: Setting = ATTACKED,
    recipe: Recipe = STANDARD,
    previous: str = START,
) -> Table:
    """Return the table of *setting* with *policy* in both seats."""
    return Table(setting, recipe, dict.fromkeys(GAME.roles, policy), previous)


def said(replies: Iterable[Reply]) -> dict[str, Answer]:
    """Return players who give *replies* in turn, whoever is asked."""
    left = iter(replies)
    return dict.fromkeys(GAME.roles, lambda _: next(left))


def recorded(
    replies: Iterable[Reply] = LONG, *, setting: Setting = ATTACKED, previous: str = START
) -> Trajectory:
    """Return the episode in which *replies* are given, one for each turn."""
    return play(GAME, table("said", setting=setting, previous=previous), said(replies))


def rechained(trajectory: Trajectory) -> Trajectory:
    """Return *trajectory* with every hash made anew, as a careful forger would."""
    header = seal(trajectory.header, trajectory.header.previous)
    last = header.hash
    turns: list[Turn] = []
    for turn in trajectory.turns:
        turns.append(seal(turn, last))
        last = turns[-1].hash
    return Trajectory(header, tuple(turns), seal(trajectory.end, last))
