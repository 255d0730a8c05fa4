"""WebSocket in the frames of OpenEnv, for a server of many sessions: no thread, and one reading.

The framework's own endpoint says the same and takes several times as long for it; it stands where
an environment is served alone.
"""

from collections.abc import Awaitable, Mapping
from contextlib import suppress
from functools import partial
from typing import Any

import msgspec

from watchfloor.errors import NotAllowed
from watchfloor.play.game import Game
from watchfloor.server import wire
from watchfloor.server.attentive import attention
from watchfloor.server.guard import App, Message, Receive, Scope, Send
from watchfloor.server.lending import Crew
from watchfloor.server.limits import Limits
from watchfloor.server.routes import refused, told
from watchfloor.server.session import House, Outcome, Session, rehearse


class Reset(msgspec.Struct, frozen=True, tag="reset"):
    """Begins an episode."""

    data: dict[str, Any] = {}


class Step(msgspec.Struct, frozen=True, tag="step"):
    """Makes a move."""

    data: dict[str, Any]


class Ask(msgspec.Struct, frozen=True, tag="state"):
    """Asks where the session stands."""


class Leave(msgspec.Struct, frozen=True, tag="close"):
    """Ends the session."""


_decoder: msgspec.json.Decoder[Reset | Step | Ask | Leave] = msgspec.json.Decoder(
    Reset | Step | Ask | Leave
)
_encode = msgspec.json.Encoder().encode


class Hall:
    """Every session of one game that is played over WebSocket."""

    def __init__(
        self, game: Game[Any], house: House, limits: Limits, crew: Crew | None = None
    ) -> None:
        """Hold sessions of *game*, as many as *limits* allow; if there is a *crew*, it plays."""
        self._game, self._house, self._limits = game, house, limits
        self._crew = crew
        self.taken = 0

    def __call__(self, scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        """Serve one connection from its beginning to its end."""
        return (_left if self._is_lent(scope) else self._played)(scope, receive, send)

    def _is_lent(self, scope: Scope) -> bool:
        """Lend the connection of *scope*, if there is a place for it and somebody to take it."""
        if self._crew is None or self.taken >= self._limits.sessions:
            return False
        if not self._crew.lend(scope, self._free):
            return False
        self.taken += 1
        return True

    def _free(self) -> None:
        self.taken -= 1

    async def _played(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Play here."""
        scope["headers"] = ()  # the guard has read them, and they would be kept for hours
        await receive()
        await send({"type": "websocket.accept"})
        if self.taken >= self._limits.sessions:
            await send(_text(self._full()))
            await send({"type": "websocket.close", "code": 1013})
            return
        self.taken += 1
        session = Session(self._game, self._house)
        if (attend := attention(scope)) is not None:
            attend(partial(self._answer, session))
        try:
            while await self._answered(session, receive, send):
                pass  # What was said is held no longer than it takes to say it.
        finally:
            self.taken -= 1
        with suppress(Exception):
            await send({"type": "websocket.close"})

    async def _answered(self, session: Session, receive: Receive, send: Send) -> bool:
        """Answer one message, and return whether another may come."""
        message = await receive()
        if message["type"] != "websocket.receive":
            return False
        answer = self._answer(session, str(message.get("text")))
        if answer is not None:
            await send(_text(answer))
        return answer is not None

    def _answer(self, session: Session, text: str) -> bytes | None:
        """Return what is said to *text*, or nothing if the client leaves."""
        try:
            asked = _decoder.decode(text)
        except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
            return _wrong(f"the message cannot be read ({error}); see the schema", "INVALID_JSON")
        if isinstance(asked, Leave):
            return None
        try:
            return self._done(session, asked)
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return _wrong(told(error)[1].message, "EXECUTION_ERROR")

    def _done(self, session: Session, asked: Reset | Step | Ask) -> bytes:
        """Do what was *asked*, and return the frame that tells it."""
        if isinstance(asked, Step):
            outcome = session.step(wire.reply(asked.data))
            return _observed(outcome, outcome.reward)
        if isinstance(asked, Reset):
            return _observed(session.reset(wire.wish(asked.data)), None)
        if self._house.examination is not None:
            message = "this server holds an examination and shows no state; count your own steps"
            raise NotAllowed(message)
        return b'{"type":"state","data":%s}' % _encode(session.progress)

    def _full(self) -> bytes:
        limit = self._limits.sessions
        said = {
            "message": f"all {limit} sessions are taken; come back when one is free",
            "code": "CAPACITY_REACHED",
            "active_sessions": self.taken,
            "max_sessions": limit,
        }
        return _encode({"type": "error", "data": said})


async def _upgrade(scope: Scope, receive: Receive, send: Send) -> None:
    """Say to a request where a connection is expected that it has to be one."""
    message = "this path is for WebSocket; connect to it, or see docs/serving.md for plain HTTP"
    answer = refused(NotAllowed(message), {"upgrade": "websocket", "connection": "upgrade"})
    answer.status_code = 426
    await answer(scope, receive, send)


def halls(
    found: Mapping[str, Game[Any]], house: House, limits: Limits, crew: Crew | None = None
) -> dict[str, Hall]:
    """Return the sessions of every game that was *found*, by where they are served."""
    for game in found.values():
        rehearse(game)
    return {f"/{name}/ws": Hall(game, house, limits, crew) for name, game in found.items()}


async def _left(_scope: Scope, receive: Receive, _send: Send) -> None:
    """Wait until a connection that was lent is gone from here; the worker goes on with it."""
    while (await receive())["type"] != "websocket.disconnect":
        pass


def taken(lines: Mapping[str, Hall]) -> int:
    """Return how many sessions are played at *lines* now."""
    return sum(hall.taken for hall in lines.values())


def parted(app: App, lines: Mapping[str, Hall]) -> App:
    """Return *app* with the connections at *lines* answered before it, without its middlemen."""

    def apart(scope: Scope, receive: Receive, send: Send) -> Awaitable[None]:
        hall = lines.get(scope["path"]) if scope["type"] != "lifespan" else None
        if hall is None:
            return app(scope, receive, send)
        return (hall if scope["type"] == "websocket" else _upgrade)(scope, receive, send)

    return apart


def _observed(outcome: Outcome, reward: float | None) -> bytes:
    """Return the frame that tells *outcome*."""
    shown = _encode(outcome.shown)[1:]
    end = _encode({"reward": reward, "done": outcome.done})[1:]
    return b'{"type":"observation","data":{"observation":{"metadata":{},%s,%s}' % (shown, end)


def _wrong(message: str, code: str) -> bytes:
    return _encode({"type": "error", "data": {"message": message, "code": code}})


def _text(frame: bytes) -> Message:
    return {"type": "websocket.send", "text": frame.decode()}
