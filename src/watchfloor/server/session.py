"""One client's way through the episodes of one game.

A session knows which seats its client holds; whoever else sits at the table is a policy of the
game. A message says what is done and never who does it. What a client is told before the end is
what the role to move may see, and what became of its last reply.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Literal

import msgspec

from watchfloor.catalog import named
from watchfloor.errors import BadInput, IllegalMove, NotAllowed
from watchfloor.play import tasks
from watchfloor.play.action import Action
from watchfloor.play.episode import Table, sealed
from watchfloor.play.game import Game, Setting, Status
from watchfloor.play.observation import Panel
from watchfloor.play.policy import Insider
from watchfloor.play.reward import ONE, Reward
from watchfloor.play.sitting import Sitting, outsider
from watchfloor.play.tasks import Examination, SplitName
from watchfloor.play.trajectory import End, Trajectory
from watchfloor.play.verdict import Verdict
from watchfloor.server import changes
from watchfloor.server.changes import Changes, Sent, Stretch

LARGEST_SEED = (1 << 63) - 1
LONGEST_NAME = 255


CLIENT = outsider("client")
GUESTS = {CLIENT.name: CLIENT}


class Wish(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a client may ask of its next episode; all of it may be left out."""

    episode_id: Annotated[str, msgspec.Meta(max_length=LONGEST_NAME)] | None = None
    """What the client calls the episode."""
    split: SplitName = "train"
    index: int | None = None
    """The number of a task of the split; the next one if neither it nor a seed is given."""
    seed: int | None = None
    """The world instead of a task."""
    scenario: str | None = None
    """With a seed; the first of the game if not given."""
    mode: str | None = None
    """The first of the game if not given."""
    roles: str | tuple[str, ...] | None = None
    """The seats that the client holds; all of them if not given."""
    others: str = "heuristic"
    """The policy in every other seat."""
    recipe: str = "standard"
    changes: bool | Literal["lines"] = False
    """Whether a panel is sent only when it is not as it was sent before; by lines, no more of it
    than is new."""
    truth: bool = False
    """Whether the verdicts are told after the end."""


class Shown(msgspec.Struct, frozen=True):
    """Everything that a client is told at once."""

    game: str
    role: str
    """Who is to move; after the end, who moved last."""
    turn: int
    brief: str
    """What the seat is for; told at the start of an episode."""
    panels: tuple[Panel, ...]
    unchanged: tuple[str, ...]
    """The sources that are as they were sent before, and left out."""
    kept: dict[str, Stretch]
    """The lines of a panel that come first and are left out, as they stood in it before."""
    moves: tuple[str, ...]
    status: Status | None
    """What became of the last reply; nothing at the start."""
    note: str
    """Why the last reply was malformed, or why somebody could not be asked."""
    rewards: dict[str, float]
    """What each seat of the client earned, in points; empty before the end."""
    verdicts: tuple[Verdict, ...]
    """What was true of how they played, after the end and if it was asked for."""


class Outcome(msgspec.Struct, frozen=True):
    """What a session answers to a reset or a step."""

    shown: Shown
    reward: float
    """Of the seat that moved, in points; 0 before the end."""
    done: bool


class Progress(msgspec.Struct, frozen=True):
    """Where a session stands; nothing that its client does not know."""

    episode_id: str
    step_count: int
    game: str
    scenario: str
    mode: str
    roles: tuple[str, ...]
    role: str
    """Who is to move, or nobody."""
    done: bool


@dataclass(frozen=True, slots=True)
class House:
    """What a server lets its clients do."""

    examination: Examination | None = None
    """In an examination worlds are asked for by number alone, and truth and state stay here."""


@dataclass(slots=True)
class _Running:
    """An episode that has begun."""

    wish: Wish
    setting: Setting
    mine: tuple[str, ...]
    sitting: Sitting
    sent: Sent

    record: Trajectory | None = None
    """The record of the episode that has ended, sealed, once somebody has asked for it."""

    @property
    def end(self) -> End | None:
        """What the episode came to, once it has ended."""
        finished = self.sitting.finished
        return finished.trajectory.end if finished else None


class Session:
    """One client at a table of *game*, episode after episode."""

    __slots__ = ("_episode", "_house", "_next", "_running", "_steps", "game")

    def __init__(self, game: Game[Any], house: House) -> None:
        """Wait for a reset; *house* says what may be asked."""
        self.game, self._house = game, house
        self._running: _Running | None = None
        self._steps, self._episode, self._next = 0, "", 0

    @property
    def episode_id(self) -> str:
        """What the client calls the episode; nothing before the first."""
        return self._episode

    @property
    def trajectory(self) -> Trajectory | None:
        """The record of the episode, once it has ended; it is sealed when it is first asked for."""
        running = self._running
        finished = running.sitting.finished if running else None
        if running is None or finished is None:
            return None
        if running.record is None:
            running.record = sealed(self.game, finished.trajectory)
        return running.record

    @property
    def progress(self) -> Progress:
        """Where the session stands."""
        running = self._running
        setting = running.setting if running else Setting("", "", 0)
        mine = running.mine if running else ()
        role = (running.sitting.role if running else None) or ""
        where = (self.game.name, setting.scenario, setting.mode)
        is_over = running is not None and running.end is not None
        return Progress(self._episode, self._steps, *where, mine, role, is_over)

    def reset(self, wish: Wish) -> Outcome:
        """Begin another episode as the client wishes, and return its first view."""
        running = self._opened(wish)
        if running.end is not None:
            message = f"nobody is asked as {', '.join(running.mine)}; hold another seat"
            raise BadInput(message)
        self._running, self._steps = running, 0
        self._episode = f"episode-{self._next}" if wish.episode_id is None else wish.episode_id
        self._next += 1
        return self._shown(running)

    def step(self, reply: str | Action) -> Outcome:
        """Make the move that *reply* spells, in the seat that is to move."""
        running = self._running
        if running is None:
            message = "there is no episode yet; reset before the first step"
            raise IllegalMove(message)
        if running.end is not None:
            message = "the episode is over; reset to play another"
            raise IllegalMove(message)
        running.sitting.answer(reply)
        self._steps += 1
        end = running.end
        return self._shown(running) if end is None else self._ended(running, end)

    def _opened(self, wish: Wish) -> _Running:
        game = self.game
        setting, mine = self._setting(wish), _seats(game, wish)
        named("policy", wish.others, game.policies)
        if self._house.examination is not None:
            self._check(wish)
        seats = {role: CLIENT.name if role in mine else wish.others for role in game.roles}
        table = Table(setting, named("recipe", wish.recipe, game.recipes), seats)
        sitting = Sitting(game, table, mine, GUESTS, is_sealed=False)
        return _Running(wish, setting, mine, sitting, {})

    def _setting(self, wish: Wish) -> Setting:
        """Return the world that *wish* asks for: by its seed, by its number, or the next one."""
        game, secret = self.game, self._house.examination
        if wish.seed is None:
            count = tasks.SPLITS[wish.split].tasks
            index = self._next % count if wish.index is None else wish.index
            asked = tasks.task(game, wish.split, index, wish.mode)
            if wish.scenario is not None:
                named("scenario", wish.scenario, game.scenarios)
                asked = msgspec.structs.replace(asked, scenario=wish.scenario)
            return tasks.setting(game, asked, secret)
        if secret is not None:
            message = "this server holds an examination and takes no seed; ask for an index"
            raise NotAllowed(message)
        if wish.index is not None:
            message = "both a seed and an index are given; a task has its own seed, so give one"
            raise BadInput(message)
        if not 0 <= wish.seed <= LARGEST_SEED:
            message = f"the seed is {wish.seed}, expected 0 to {LARGEST_SEED}"
            raise BadInput(message)
        scenario = next(iter(game.scenarios)) if wish.scenario is None else wish.scenario
        return Setting(scenario, game.modes[0] if wish.mode is None else wish.mode, wish.seed)

    def _check(self, wish: Wish) -> None:
        """Refuse what would tell the truth, or have it played, in an examination."""
        if wish.truth:
            message = "this server holds an examination and tells no truth; leave it out"
            raise NotAllowed(message)
        if isinstance(self.game.policies[wish.others], Insider):
            message = f"{wish.others!r} knows the truth and may not sit in an examination"
            raise NotAllowed(message)

    def _shown(self, running: _Running) -> Outcome:
        """Return what the seat sees whose turn it is, and what became of the last reply."""
        seen, turn = running.sitting.ask.observation, running.sitting.last
        wish = running.wish
        told = Changes(seen.panels, (), {})
        if wish.changes:
            told = changes.of(seen, running.sent, is_by_line=wish.changes == "lines")
        shown = Shown(
            seen.game,
            seen.role,
            seen.turn,
            self.game.roles[seen.role].brief if turn is None else "",
            *told,
            seen.moves,
            turn.status if turn is not None else None,
            turn.note if turn is not None else "",
            {},
            (),
        )
        return Outcome(shown, 0.0, done=False)

    def _ended(self, running: _Running, end: End) -> Outcome:
        """Return what is told at the *end* of an episode."""
        last = running.sitting.last
        role = last.role if last is not None else running.mine[0]
        rewards = {it.role: _points(it) for it in end.rewards if it.role in running.mine}
        is_told = running.wish.truth and not end.no_reply
        shown = Shown(
            self.game.name,
            role,
            end.turns,
            "",
            (),
            (),
            {},
            (),
            last.status if last is not None else None,
            end.no_reply or (last.note if last is not None else ""),
            rewards,
            end.verdicts if is_told else (),
        )
        return Outcome(shown, rewards.get(role, 0.0), done=True)


def rehearse(game: Game[Any]) -> None:
    """Open a world of every kind, so that what all worlds share is there before anybody asks."""
    for scenario in game.scenarios:
        for mode in game.modes:
            Session(game, House()).reset(Wish(seed=0, scenario=scenario, mode=mode))


def _seats(game: Game[Any], wish: Wish) -> tuple[str, ...]:
    """Return the seats that the client holds by its *wish*, in the order of the game."""
    if wish.roles is None:
        return tuple(game.roles)
    asked = (wish.roles,) if isinstance(wish.roles, str) else wish.roles
    for role in asked:
        named("role", role, game.roles)
    if not asked:
        message = f"the client holds no seat; give one of {', '.join(game.roles)}"
        raise BadInput(message)
    return tuple(role for role in game.roles if role in asked)


def _points(reward: Reward) -> float:
    return reward.total / ONE
