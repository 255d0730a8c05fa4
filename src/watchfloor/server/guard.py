"""Stands before everything that is served: who is let in, how much, how fast and for how long.

It is ASGI and knows nothing of what it guards, so that it holds for our own routes as for those of
a framework.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from contextlib import suppress
from hmac import compare_digest
from time import monotonic
from typing import Any, TypeAlias

import msgspec

from watchfloor.errors import BadInput, Busy, NotAllowed, WatchfloorError
from watchfloor.server.attentive import AT_ONCE, Answer, Attend, attention
from watchfloor.server.limits import Bucket, Limits
from watchfloor.server.routes import refused

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
App: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

OPEN_PATHS = ("/health", "/", "/web")
OPEN_BELOW = "/page/static/"
"""What anybody may ask without a token: whether the server is there, and the empty page."""
GOING_AWAY, POLICY_VIOLATION, OUR_FAILURE = 1001, 1008, 1011
MOST_ADDRESSES = 4096
UNFIT = "the message is not one that is taken here; send a JSON object with a type, as text"
NOT_ALLOWED = "the token is absent or wrong; send `authorization: Bearer TOKEN`"


class Guard:
    """Lets through to *app* what *limits*, *token* and the examination allow."""

    def __init__(
        self,
        app: App,
        limits: Limits,
        token: str = "",
        *,
        is_examination: bool = False,
        careful: Collection[str] = (),
    ) -> None:
        """Guard *app*, which reads bodies at *careful* paths only with care; a *token* is asked."""
        self._app, self._limits, self._token = app, limits, token.encode()
        self._careful = frozenset(careful)
        self._hidden = frozenset({"state"}) if is_examination else frozenset[str]()
        self._buckets: dict[str, Bucket] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request, one connection or one life of the server."""
        if scope["type"] == "http":
            await self._http(scope, receive, send)
        elif scope["type"] == "websocket":
            await self._websocket(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _http(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._let_in(scope)
            self._slow_down(scope)
            body = await self._body(scope, receive)
            if body and scope["path"] not in self._careful:
                body = _spelled(scope, body)
        except WatchfloorError as error:
            answer: App = refused(error, {"connection": "close"})
            await answer(scope, receive, send)
            return
        await self._answered(scope, _once(body, receive), send)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application answer, and answer in its place if it fails."""
        is_begun = False

        async def watched(message: Message) -> None:
            nonlocal is_begun
            is_begun = True
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:  # noqa: BLE001  # a failure of anybody's code becomes an answer
            answer: App = refused(error)
            if not is_begun:
                await answer(scope, receive, send)

    def _let_in(self, scope: Scope) -> None:
        path = scope["path"]
        if not self._token or path in OPEN_PATHS or path.startswith(OPEN_BELOW):
            return
        given = dict(scope["headers"]).get(b"authorization", b"")
        if not compare_digest(given, b"Bearer " + self._token):
            raise NotAllowed(NOT_ALLOWED)

    def _slow_down(self, scope: Scope) -> None:
        """Turn away an address that asks too fast."""
        if not self._limits.rate:
            return
        address, now = str((scope.get("client") or ("",))[0]), monotonic()
        if len(self._buckets) >= MOST_ADDRESSES and address not in self._buckets:
            self._buckets.clear()
        bucket = self._buckets.setdefault(address, Bucket(self._limits.rate, now))
        if early := bucket.take(now):
            message = f"more than {self._limits.rate} requests in a second; wait {early:.3f} s"
            raise Busy(message)

    async def _body(self, scope: Scope, receive: Receive) -> bytes:
        """Return the whole body, which has to arrive in time and be small enough."""
        most = self._limits.body_bytes
        told = dict(scope["headers"]).get(b"content-length", b"0")
        if told.isdigit() and int(told[:18]) > most:
            raise BadInput(_too_large(most))
        parts = list[bytes]()
        try:
            async with asyncio.timeout(self._limits.body_seconds):
                while True:
                    message = await receive()
                    parts.append(message.get("body", b""))
                    if sum(map(len, parts)) > most:
                        raise BadInput(_too_large(most))
                    if not message.get("more_body", False):
                        return b"".join(parts)
        except TimeoutError:
            late = f"the body did not arrive within {self._limits.body_seconds:g} seconds"
            raise BadInput(late) from None

    async def _websocket(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._let_in(scope)
            self._slow_down(scope)
        except WatchfloorError:
            await receive()
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        line = _Line(self._limits, self._hidden, receive, send)
        line.is_careful = scope["path"] in self._careful
        if (attend := attention(scope)) is not None:
            scope["extensions"][AT_ONCE] = line.attended(attend)
        try:
            await self._app(scope, line.receive, line.send)
        except Exception:  # noqa: BLE001  # the other side is gone, and nobody is left to be told
            with suppress(Exception):
                await send({"type": "websocket.close", "code": OUR_FAILURE})
        finally:
            line.unwatch()


class _Line:
    """One WebSocket connection, whose messages are looked at before anybody reads them."""

    __slots__ = (
        "_asked",
        "_bucket",
        "_hidden",
        "_is_open",
        "_limits",
        "_receive",
        "_send",
        "_watch",
        "is_careful",
    )

    def __init__(
        self, limits: Limits, hidden: frozenset[str], receive: Receive, send: Send
    ) -> None:
        self._limits, self._hidden = limits, hidden
        self._receive, self._send = receive, send
        self._asked = monotonic()
        self._bucket = Bucket(limits.rate, self._asked)
        self._is_open = True
        self._watch: asyncio.Handle | asyncio.Task[None] | None = None
        self.is_careful = False
        """Whether messages are read with care behind this."""

    async def receive(self) -> Message:
        """Return the next message that is fit to be read; the others are answered here."""
        while True:
            message = await self._receive()
            if message["type"] != "websocket.receive":
                return message
            self._asked = monotonic()
            if self._limits.rate:
                await self._bucket.wait(self._asked)
            found = self._checked(message.get("text"))
            if found is not None:
                message["text"] = found
                return message
            await self._told(UNFIT, "INVALID_JSON")

    def attended(self, attend: Attend) -> Attend:
        """Return *attend* so that answers are given only to what may be read now."""

        def looked_at(answer: Answer) -> None:
            attend(lambda text: self._at_once(answer, text))

        return looked_at

    def _at_once(self, answer: Answer, text: str) -> bytes | None:
        """Return the *answer* to *text*, or nothing if it has to wait or is not fit to be read."""
        found = self._checked(text)
        if found is None:
            return None
        self._asked = monotonic()
        return None if self._bucket.take(self._asked) else answer(found)

    async def send(self, message: Message) -> None:
        """Pass *message* on, unless the connection is closed; from when it is open, watch it."""
        if self._is_open:
            if message["type"] == "websocket.accept":
                self.watch()
            self._is_open = message["type"] != "websocket.close"
            await self._send(message)

    def watch(self) -> None:
        """Close the connection when nobody has asked for long; a timer is less than a task."""
        loop, left = (
            asyncio.get_running_loop(),
            self._asked + self._limits.idle_seconds - monotonic(),
        )
        if left > 0:
            self._watch = loop.call_later(left, self.watch)
        else:
            self._watch = loop.create_task(self._dismiss())

    def unwatch(self) -> None:
        """Let the connection be: it is over."""
        if self._watch is not None:
            self._watch.cancel()

    async def _dismiss(self) -> None:
        text = f"nothing was asked for {self._limits.idle_seconds:g} seconds"
        await self._told(text, "SESSION_ERROR")
        await self.send({"type": "websocket.close", "code": GOING_AWAY})

    def _checked(self, text: str | None) -> str | None:
        """Return *text* in a spelling that every reader takes, if it is a JSON object."""
        if text is None or len(text) > self._limits.body_bytes:
            return None
        if self.is_careful:
            return text
        try:
            held: object = msgspec.json.decode(text)
            spelled = msgspec.json.encode(held)
        except (msgspec.MsgspecError, UnicodeError, RecursionError):
            return None
        kind = held.get("type") if isinstance(held, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # JSON of any shape
        if not isinstance(kind, str) or kind in self._hidden:
            return None
        return spelled.decode()

    async def _told(self, text: str, code: str) -> None:
        told = {"type": "error", "data": {"message": text, "code": code}}
        with suppress(Exception):
            await self.send({"type": "websocket.send", "text": msgspec.json.encode(told).decode()})


def _too_large(most: int) -> str:
    return f"the body is larger than {most:,} bytes; send less at once"


def _spelled(scope: Scope, body: bytes) -> bytes:
    """Return *body* in a spelling that every reader takes, and say in *scope* that it is JSON."""
    try:
        spelled = msgspec.json.encode(msgspec.json.decode(body))
    except (msgspec.MsgspecError, UnicodeError, RecursionError) as error:
        message = f"the body cannot be read ({error}); send JSON as the schema says"
        raise BadInput(message) from None
    told = (b"content-type", b"content-length")
    kept = [(name, value) for name, value in scope["headers"] if name not in told]
    length = (b"content-length", str(len(spelled)).encode())
    scope["headers"] = [*kept, (b"content-type", b"application/json"), length]
    return spelled


def _once(body: bytes, receive: Receive) -> Receive:
    """Return what gives *body* at once, and then whatever else happens to the connection."""
    held = [body]

    async def again() -> Message:
        if held:
            return {"type": "http.request", "body": held.pop(), "more_body": False}
        return await receive()

    return again
