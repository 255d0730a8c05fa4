"""Each game as an environment of OpenEnv: the same session, in the types of the framework."""

import sys
from collections.abc import Callable
from functools import partial
from traceback import format_exc
from typing import Any, ClassVar, Self

from fastapi import FastAPI
from openenv.core.env_server.http_server import create_app  # pyright: ignore[reportMissingTypeStubs, reportUnknownVariableType]  # annotated, in part
from openenv.core.env_server.interfaces import Environment  # pyright: ignore[reportMissingTypeStubs]  # annotated
from openenv.core.env_server.types import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    Action,
    ConcurrencyConfig,
    EnvironmentMetadata,
    Observation,
    State,
)
from openenv.core.rubrics import Rubric  # pyright: ignore[reportMissingTypeStubs]  # annotated
from pydantic import ConfigDict, Field
from starlette.requests import Request
from starlette.responses import Response

from watchfloor import __version__
from watchfloor.errors import WatchfloorError
from watchfloor.play import tasks
from watchfloor.play.game import Game
from watchfloor.play.reward import ONE, Reward
from watchfloor.server import schemas, wire
from watchfloor.server.limits import Limits
from watchfloor.server.routes import refused
from watchfloor.server.session import House, Outcome, Session

MOST_PREVIEWED = 1000


class Move(Action):
    """A move of a game, or words under `reply`; the schema of each game says what it may hold."""

    model_config = ConfigDict(extra="allow", validate_assignment=False)
    schema_of_game: ClassVar[dict[str, Any]] = {}

    @classmethod
    def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
        """Return the schema of the moves of the game."""
        return cls.schema_of_game


class View(Observation):
    """What the role to move is shown; see `watchfloor.server.session.Shown`."""

    model_config = ConfigDict(extra="allow", validate_assignment=False)
    schema_of_game: ClassVar[dict[str, Any]] = {}

    @classmethod
    def of(cls, outcome: Outcome, reward: float | None) -> Self:
        """Return the view of *outcome*, which is sent as it is."""
        fields = wire.observation(outcome)
        return cls.model_construct(reward=reward, done=outcome.done, metadata={}, **fields)

    def model_dump(self, **options: Any) -> dict[str, Any]:  # noqa: ANN401  # of the framework
        """Return the fields, which are JSON already; the framework leaves out two at most."""
        fields: dict[str, Any] = {"metadata": {}, **(self.model_extra or {})}
        if options.get("exclude"):
            return fields
        return {**fields, "reward": self.reward, "done": self.done}

    @classmethod
    def model_json_schema(cls, *_: object, **__: object) -> dict[str, Any]:
        """Return the schema of the observations of the game."""
        return cls.schema_of_game


class Where(State):
    """Where a session stands."""

    game: str = ""
    scenario: str = ""
    mode: str = ""
    roles: list[str] = Field(default_factory=list[str])
    role: str = ""
    done: bool = False


class Part(Rubric):
    """What one row of the recipe came to in the last episode, for those who look."""

    def forward(self, action: Move, observation: View) -> float:
        """Return what was paid last; the price itself is computed by the recipe."""
        del action, observation
        return float(self.last_score or 0.0)


class Price(Rubric):
    """The recipe as a tree of its rows; it shows what the verifier found and prices nothing."""

    def __init__(self, terms: list[str], paid: Reward | None) -> None:
        """Have a part for each of *terms*, with what was *paid* for it."""
        super().__init__()  # type: ignore[no-untyped-call]  # the framework's
        shares = {it.term: it.paid / ONE for it in paid.shares} if paid else {}
        for term in terms:
            part = Part()  # type: ignore[no-untyped-call]  # the framework's
            part.last_score = shares.get(term)
            setattr(self, term, part)
        self.last_score = paid.total / ONE if paid else None

    def forward(self, action: Move, observation: View) -> float:
        """Return the reward that the observation carries."""
        del action
        return float(observation.reward or 0.0)


class Room(Environment[Move, View, Where]):
    """A session of *game* as OpenEnv drives it."""

    SUPPORTS_CONCURRENT_SESSIONS = True

    def __init__(self, game: Game[Any], house: House, view: type[View] = View) -> None:
        """Wait for a reset."""
        super().__init__()
        self._session, self._house, self._view = Session(game, house), house, view

    @property
    def session(self) -> Session:
        """The session that it drives."""
        return self._session

    @property
    def rubric(self) -> Price:
        """The recipe as a tree that shows what was paid last, made when somebody looks."""
        return Price(sorted(self._session.game.terms), self._paid())

    @rubric.setter
    def rubric(self, _rubric: object) -> None:  # pyright: ignore[reportIncompatibleVariableOverride]  # made anew
        """Take no other: prices are made by the recipe."""

    def _paid(self) -> Reward | None:
        """Return what the seat that moved last was paid, unless it is an examination."""
        trajectory = self._session.trajectory
        if trajectory is None or self._house.examination is not None:
            return None
        mine = self._session.progress.roles
        last = next((it.role for it in reversed(trajectory.turns) if it.role in mine), "")
        return next((it for it in trajectory.end.rewards if it.role == last), None)

    def reset(
        self, /, seed: int | None = None, episode_id: str | None = None, **kw: object
    ) -> View:
        """Begin an episode; *kw* are the further fields of a wish."""
        with _Told():
            outcome = self._session.reset(wire.wish({"seed": seed, "episode_id": episode_id, **kw}))
        return self._view.of(outcome, None)

    async def reset_async(
        self, /, seed: int | None = None, episode_id: str | None = None, **kw: object
    ) -> View:
        """Begin an episode without leaving the loop: it takes about a millisecond."""
        return self.reset(seed, episode_id, **kw)

    def step(self, action: Move, timeout_s: float | None = None, **kw: object) -> View:
        """Make the move of *action*."""
        del timeout_s, kw
        with _Told():
            outcome = self._session.step(wire.reply(action.model_dump()))
        return self._view.of(outcome, outcome.reward)

    async def step_async(self, action: Move, timeout_s: float | None = None, **kw: object) -> View:
        """Make the move of *action* without leaving the loop."""
        return self.step(action, timeout_s, **kw)

    @property
    def state(self) -> Where:
        """Where the session stands; nothing of what is hidden."""
        found = self._session.progress
        return Where(
            episode_id=found.episode_id or None,
            step_count=found.step_count,
            game=found.game,
            scenario=found.scenario,
            mode=found.mode,
            roles=list(found.roles),
            role=found.role,
            done=found.done,
        )

    def get_metadata(self) -> EnvironmentMetadata:
        """Return what the environment is."""
        game = self._session.game
        return EnvironmentMetadata(name=game.name, description=game.summary, version=__version__)

    def list_splits(self) -> list[dict[str, Any]]:
        """Return the splits, each a range of worlds of its own."""
        return [{"name": name, "type": name} for name in tasks.SPLITS]

    def num_tasks(self, split: str) -> int:
        """Return how many tasks *split* has."""
        return len(self._range(split))

    def list_tasks(self, split: str) -> list[dict[str, Any]]:
        """Return the first tasks of *split*."""
        return self.get_task_range(split, 0, MOST_PREVIEWED)

    def get_task(self, split: str, index: int) -> dict[str, Any]:
        """Return task *index* of *split*."""
        return self._told(split, self._range(split)[index])

    def get_task_range(
        self, split: str, start: int | None = None, stop: int | None = None
    ) -> list[dict[str, Any]]:
        """Return the tasks of *split* from *start* up to *stop*, as a slice does."""
        return [self._told(split, it) for it in self._range(split)[start:stop][:MOST_PREVIEWED]]

    def _range(self, split: str) -> range:
        if split not in tasks.SPLITS:
            message = f"there is no split {split!r}"
            raise IndexError(message)
        return range(tasks.SPLITS[split].tasks)

    def _told(self, split: str, index: int) -> dict[str, Any]:
        found = tasks.task(self._session.game, split, index)
        return {name: getattr(found, name) for name in found.__struct_fields__}


class _Told:
    """Lets our sentences through to the client, and keeps everything else in the log."""

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        """Tell an *error* that is not ours in one fixed sentence."""
        if isinstance(error, Exception) and not isinstance(error, WatchfloorError):
            sys.stderr.write(format_exc())
            raise WatchfloorError(wire.FAILED) from None


def kinds(game: Game[Any]) -> tuple[type[Move], type[View]]:
    """Return the types of the actions and observations of *game*."""
    name = "".join(part.title() for part in game.name.split("_"))
    action = type(f"{name}Action", (Move,), {"schema_of_game": schemas.action(game)})
    view = type(f"{name}Observation", (View,), {"schema_of_game": schemas.observation(game)})
    return action, view


def environment(game: Game[Any], house: House) -> Callable[[], Room]:
    """Return what makes an environment of *game*."""
    return partial(Room, game, house, kinds(game)[1])


def application(game: Game[Any], house: House, limits: Limits, mode: str | None = None) -> FastAPI:
    """Return the framework's server of *game*, in its own *mode*."""
    action, view = kinds(game)
    app = create_app(
        partial(Room, game, house, view),
        action,
        view,
        env_name=game.name,
        concurrency_config=ConcurrencyConfig(
            max_concurrent_envs=limits.sessions, session_timeout=limits.idle_seconds
        ),
        state_cls=Where,
        mode=mode,
    )
    app.add_exception_handler(WatchfloorError, _refused)
    return app


async def _refused(_request: Request, error: Exception) -> Response:
    return refused(error)
