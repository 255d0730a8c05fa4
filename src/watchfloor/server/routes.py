"""Plain HTTP: every request names its session, and many may come in one message."""

import sys
from collections.abc import Awaitable, Callable, Mapping
from traceback import format_exc
from typing import Any, TypeVar

import msgspec
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from watchfloor import __version__
from watchfloor.catalog import named
from watchfloor.errors import BadInput, IllegalMove, NotAllowed
from watchfloor.play import tasks
from watchfloor.play.reward import Reward
from watchfloor.play.verdict import Verdict
from watchfloor.server import wire
from watchfloor.server.lobby import Lobby
from watchfloor.server.session import Outcome, Session, Wish

Body = TypeVar("Body")
JSON = "application/json"
MOST_DIGITS = 9
"""Of a number in a query."""


class ResetRequest(Wish, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Begins an episode: in a new session of `game`, or in the `session` that is named."""

    game: str | None = None
    session: str | None = None


class StepRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Makes a move in a session."""

    session: str
    action: dict[str, Any]


class SessionRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names a session."""

    session: str


class Turned(msgspec.Struct, frozen=True):
    """What a reset or a step comes to."""

    session: str
    episode_id: str
    observation: Any
    reward: float | None
    done: bool


class Health(msgspec.Struct, frozen=True):
    """That the server is there."""

    status: str
    version: str
    games: tuple[str, ...]
    sessions: int
    """That are played over HTTP now."""
    connections: int
    """That are played over WebSocket now, each a session."""


class GamePage(msgspec.Struct, frozen=True):
    """A game and its splits."""

    game: str
    rules: str
    splits: tuple[dict[str, Any], ...]


class GameList(msgspec.Struct, frozen=True):
    """Every game that is served."""

    games: tuple[GamePage, ...]
    commitment: str | None
    """The digest of the key that the worlds are drawn from, in an examination."""


class TaskPage(msgspec.Struct, frozen=True):
    """Some tasks of a split."""

    game: str
    rules: str
    splits: tuple[dict[str, Any], ...]
    tasks: list[tasks.Task]
    commitment: str | None
    """The digest of the key that the worlds are drawn from, in an examination."""


class Grade(msgspec.Struct, frozen=True):
    """What an episode was worth, once it has ended."""

    episode_id: str
    turns: int
    no_reply: str
    rewards: tuple[Reward, ...]
    verdicts: tuple[Verdict, ...]
    record: str
    """The hash that ends its record."""


class Batch(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Many resets and steps in one message, done in their order."""

    requests: tuple[dict[str, Any], ...]


class Answers(msgspec.Struct, frozen=True):
    """What each request of a batch comes to, in its place: a turn, or an error."""

    results: tuple[Any, ...]
    """Each a `Turned` or a `Problem`."""


class Desk:
    """Answers every request with a value or with a mistake in a sentence."""

    def __init__(self, lobby: Lobby, connections: Callable[[], int] = int) -> None:
        """Serve the sessions of *lobby*; how many *connections* play beside them is told."""
        self._lobby, self._connections = lobby, connections

    def health(self) -> Health:
        """Say that the server is there."""
        there = tuple(self._lobby.games)
        return Health("healthy", __version__, there, len(self._lobby), self._connections())

    def tasks(self, query: dict[str, str]) -> TaskPage | GameList:
        """List tasks: of `game` and `split`, from `start`, `count` of them; or the games."""
        for key in query:
            named("parameter", key, dict.fromkeys(("game", "split", "start", "count")))
        secret = self._lobby.house.examination
        if not query:
            pages = tuple(
                GamePage(it.name, it.rules, _splits()) for it in self._lobby.games.values()
            )
            return GameList(pages, secret.commitment if secret else None)
        game = named("game", query.get("game") or "", self._lobby.games)
        start, count = _whole(query, "start", 0), _whole(query, "count", 100)
        found = tasks.listed(game, query.get("split", "train"), start, start + count)
        commitment = secret.commitment if secret else None
        return TaskPage(game.name, game.rules, _splits(), found, commitment)

    def reset(self, asked: ResetRequest) -> Turned:
        """Begin an episode, in a new session if none is named."""
        if asked.session is not None:
            return self._reset(asked.session, self._lobby.find(asked.session), asked)
        name, session = self._lobby.open(asked.game or "")
        try:
            return self._reset(name, session, asked)
        except Exception:
            self._lobby.close(name)
            raise

    def _reset(self, name: str, session: Session, asked: ResetRequest) -> Turned:
        if asked.game not in (None, session.game.name):
            message = f"the session plays {session.game.name!r}; leave `session` out for another"
            raise BadInput(message)
        fields = {it: getattr(asked, it) for it in Wish.__struct_fields__}
        return _turned(name, session, session.reset(Wish(**fields)), is_new=True)

    def step(self, asked: StepRequest) -> Turned:
        """Make a move."""
        session = self._lobby.find(asked.session)
        return _turned(asked.session, session, session.step(wire.reply(asked.action)))

    def state(self, query: dict[str, str]) -> Any:  # noqa: ANN401  # any payload
        """Say where a session stands."""
        if self._lobby.house.examination is not None:
            message = "this server holds an examination and shows no state; count your own steps"
            raise NotAllowed(message)
        return self._lobby.find(query.get("session") or "").progress

    def grade(self, asked: SessionRequest) -> Grade:
        """Say what the last episode of a session was worth, and why."""
        session = self._lobby.find(asked.session)
        if session.trajectory is None:
            message = "the episode is not over; step until it is done, then ask for its grade"
            raise IllegalMove(message)
        end, progress = session.trajectory.end, session.progress
        is_secret = self._lobby.house.examination is not None
        rewards = tuple(it for it in end.rewards if it.role in progress.roles)
        if is_secret:
            rewards = tuple(msgspec.structs.replace(it, shares=()) for it in rewards)
        verdicts = () if is_secret else end.verdicts
        return Grade(progress.episode_id, end.turns, end.no_reply, rewards, verdicts, end.hash)

    def close(self, asked: SessionRequest) -> Health:
        """Close a session."""
        self._lobby.close(asked.session)
        return self.health()

    def batch(self, asked: Batch) -> Answers:
        """Do many things in their order; what goes wrong with one stops no other."""
        most = self._lobby.limits.batch
        if len(asked.requests) > most:
            message = f"the batch has {len(asked.requests)} requests; give {most} at most"
            raise BadInput(message)
        return Answers(tuple(map(self._one, asked.requests)))

    def _one(self, asked: dict[str, Any]) -> Turned | wire.Problem:
        try:
            if "action" in asked:
                return self.step(_converted(asked, StepRequest))
            return self.reset(_converted(asked, ResetRequest))
        except Exception as error:  # noqa: BLE001  # one request of many must not stop the others
            return wire.Problem(told(error)[1])


def _turned(name: str, session: Session, outcome: Outcome, *, is_new: bool = False) -> Turned:
    reward = None if is_new and not outcome.done else outcome.reward
    return Turned(name, session.progress.episode_id, outcome.shown, reward, outcome.done)


def told(error: Exception) -> tuple[wire.Fault, wire.Told]:
    """Return how *error* is told to the client; the operator reads our own in the log."""
    found, text = wire.fault(error)
    if found is wire.OUR_OWN:
        sys.stderr.write(format_exc())
    return found, text


def _splits() -> tuple[dict[str, Any], ...]:
    return tuple({"name": it.name, "tasks": it.tasks} for it in tasks.SPLITS.values())


def _whole(query: dict[str, str], name: str, default: int) -> int:
    text = query.get(name, str(default))
    if not (text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS):
        message = f"{name} is {text[:40]!r}, expected a whole number"
        raise BadInput(message)
    return int(text)


def _converted(held: Any, kind: type[Body]) -> Body:  # noqa: ANN401  # JSON of any shape
    try:
        return msgspec.convert(held, kind)
    except msgspec.ValidationError as error:
        message = f"the request cannot be read ({error}); see the schema"
        raise BadInput(message) from None


async def _read(request: Request, kind: type[Body]) -> Body:
    """Return the body of *request*, which has to be JSON of one *kind*."""
    body = await request.body()
    try:
        return msgspec.json.decode(body or b"{}", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"the request cannot be read ({error}); send JSON as the schema says"
        raise BadInput(message) from None


def answered(status: int, held: object, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that says *held* as JSON."""
    return Response(msgspec.json.encode(held), status, headers, JSON)


def refused(error: Exception, headers: Mapping[str, str] | None = None) -> Response:
    """Return the answer that tells *error*."""
    found, text = told(error)
    return answered(found.status, wire.Problem(text), headers)


Endpoint = Callable[[Request], Awaitable[Response]]


def _posted(act: Callable[[Any], object], kind: type[Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            return answered(200, act(await _read(request, kind)))
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return refused(error)

    return endpoint


def _asked(act: Callable[[dict[str, str]], object]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            return answered(200, act(dict(request.query_params)))
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return refused(error)

    return endpoint


POSTS: dict[str, type[Any]] = {
    "reset": ResetRequest,
    "step": StepRequest,
    "batch": Batch,
    "grade": SessionRequest,
    "close": SessionRequest,
}
"""The paths that take a body, with what it is."""


def routes(lobby: Lobby, connections: Callable[[], int] = int) -> list[Route]:
    """Return the routes over the sessions of *lobby*, beside which *connections* play."""
    desk = Desk(lobby, connections)
    posted = [
        Route(f"/{name}", _posted(getattr(desk, name), kind), methods=["POST"])
        for name, kind in POSTS.items()
    ]
    return [
        Route("/health", _asked(lambda _: desk.health()), methods=["GET"]),
        Route("/tasks", _asked(desk.tasks), methods=["GET"]),
        Route("/state", _asked(desk.state), methods=["GET"]),
        *posted,
    ]
