"""Any endpoint that speaks the chat protocol of OpenAI: vLLM, llama.cpp, Ollama, hosted ones.

Players wait, requests do not: all of them run on one event loop in a thread of its own, as many at
a time as the settings allow.
"""

import asyncio
import re
from collections.abc import Sequence
from contextlib import suppress
from threading import Lock, Thread
from time import monotonic
from typing import Any

from msgspec.structs import replace

from watchfloor.agents import answers, chat, patience, purse
from watchfloor.agents.backend import Backend, Completion, Message, Settings, Usage
from watchfloor.agents.chat import Trouble
from watchfloor.agents.purse import Amount, Purse
from watchfloor.errors import BadInput

_LARGEST_ANSWER = 8 << 20
"""Bytes; whoever sends more is not listened to."""
_LOOPBACK = ("all://127.0.0.1", "all://localhost", "all://[::1]")
"""Hosts that are asked without a proxy, whatever the environment says."""
_UNREACHED = ("ConnectError", "ConnectTimeout", "ProxyError", "UnsupportedProtocol")
"""Failures before a request has reached anybody."""


class _Endpoint:
    """One model behind one endpoint."""

    def __init__(self, model: str, settings: Settings) -> None:
        """Open *model* as *settings* say; nobody is asked yet."""
        self._model, self._settings = model, settings
        self._url = f"{_address(settings.base_url)}/chat/completions"
        self._price = settings.prices.models.get(model)
        if settings.most_dollars is not None and self._price is None:
            message = f"there is no price for {model!r}; add it to the file of --prices"
            raise BadInput(message)
        self._purse = Purse(settings.most_tokens, settings.most_dollars)
        self._most_out = _limit(settings)
        self._client = _client(settings)
        self._gate = asyncio.Semaphore(settings.concurrency)
        self._lock = Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: Thread | None = None
        self._has_answered = self._is_closed = False

    def complete(self, messages: Sequence[Message], draw: int) -> Completion:
        """Return the answer of the endpoint to *messages*."""
        request = chat.request(self._model, messages, self._settings, draw)
        with self._lock:
            if self._is_closed:
                return _unanswered("the model was closed", 0)
            answer = asyncio.run_coroutine_threadsafe(self._complete(request), self._running())
        return answer.result()

    def close(self) -> None:
        """Close every connection and end the thread; whoever still waits is let go."""
        with self._lock:
            loop, self._is_closed = self._loop, True
        if loop is None:
            return
        asyncio.run_coroutine_threadsafe(self._ended(), loop).result()
        loop.call_soon_threadsafe(loop.stop)
        if self._thread is not None:
            self._thread.join(5)

    async def _ended(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        await self._client.aclose()

    def _running(self) -> asyncio.AbstractEventLoop:
        """Return the loop that all requests are sent from, started if it is the first of them."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._thread = Thread(target=_forever, args=(self._loop,), daemon=True)
            self._thread.start()
        return self._loop

    async def _complete(self, request: bytes) -> Completion:
        if (kept := self._kept(request)) is not None:
            return kept
        async with self._gate:
            began = monotonic()
            found = await self._asked(request)
            spent = round((monotonic() - began) * 1000)
        return replace(found, usage=replace(found.usage, milliseconds=spent))

    def _kept(self, request: bytes) -> Completion | None:
        """Return the completion that is kept for *request*, if there is one."""
        folder = self._settings.cache
        body = answers.find(folder, self._url, request) if folder else None
        found = chat.read(200, {}, body) if body is not None else None
        if not isinstance(found, Completion):
            return None
        return replace(found, usage=replace(found.usage, kept=1))

    async def _asked(self, request: bytes) -> Completion:
        """Return the answer to *request*, tried again as long as there is hope and money."""
        careful, name = self._settings.patience, answers.name(self._url, request)
        asked = purse.most(request, self._most_out, self._price)
        tries = 0
        while not (refusal := self._purse.refusal(asked)):
            found = await self._paid(request, asked)
            tries += 1
            if isinstance(found, Completion):
                return replace(found, usage=replace(found.usage, tries=tries))
            if not found.is_passing and not self._has_answered:
                raise BadInput(self._advice(found))
            if not found.is_passing or tries > careful.retries or self._is_too_long(found):
                return self._failed(found, tries)
            await asyncio.sleep(max(found.wait or 0.0, patience.pause(careful, tries - 1, name)))
        return _unanswered(refusal, tries)

    async def _paid(self, request: bytes, asked: Amount) -> Completion | Trouble:
        """Try *request* once, with the amount *asked* set aside until it is known what it took."""
        self._purse.reserve(asked)
        taken = asked
        try:
            found = await self._once(request)
            found = self._priced(found) if isinstance(found, Completion) else found
            taken = _taken(found, asked)
        finally:
            self._purse.settle(asked, taken)
        return found

    def _is_too_long(self, found: Trouble) -> bool:
        return (found.wait or 0.0) > self._settings.patience.longest_seconds

    async def _once(self, request: bytes) -> Completion | Trouble:
        limit = self._settings.answer_seconds
        try:
            async with asyncio.timeout(limit):
                status, headers, body = await self._sent(request)
        except TimeoutError:
            return Trouble(f"it did not answer within {limit:g} seconds")
        except _Overlong:
            return Trouble(f"its answer is longer than {_LARGEST_ANSWER:,} bytes")
        except Exception as error:  # whatever a network can do  # noqa: BLE001
            what = f"{type(error).__name__}: {error}".rstrip(": ")
            is_free = type(error).__name__ in _UNREACHED
            return Trouble(f"it cannot be reached or broke off ({what})", may_cost=not is_free)
        found = chat.read(status, headers, body)
        if isinstance(found, Completion):
            self._has_answered = True
            if self._settings.cache is not None:
                answers.keep(self._settings.cache, self._url, request, body)
        return found

    async def _sent(self, request: bytes) -> tuple[int, dict[str, str], bytes]:
        body = bytearray()
        async with self._client.stream("POST", self._url, content=request) as response:
            async for part in response.aiter_bytes():
                body += part
                if len(body) > _LARGEST_ANSWER:
                    raise _Overlong
            return response.status_code, dict(response.headers), bytes(body)

    def _priced(self, found: Completion) -> Completion:
        usage = found.usage
        if self._price is None or usage.unmetered:
            return replace(found, usage=replace(usage, unpriced=1))
        dollars = self._price.of(usage.tokens_in, usage.tokens_cached, usage.tokens_out)
        return replace(found, usage=replace(usage, dollars=dollars))

    def _failed(self, found: Trouble, tries: int) -> Completion:
        times = "once" if tries == 1 else f"{tries} times"
        reason = f"the endpoint of {self._model} was asked {times} and {found.reason}"
        if self._is_too_long(found):
            reason += f"; it asks to wait {found.wait:,.0f} seconds, which is too long"
        return _unanswered(self._clean(reason), tries)

    def _advice(self, found: Trouble) -> str:
        """Return what is wrong with how the endpoint is asked, and what may mend it."""
        hint = "check --base-url, the model and the key"
        if "max_completion_tokens" in found.reason:
            hint = """add --extra '{"max_tokens": null, "max_completion_tokens": 4096}'"""
        return self._clean(
            f"{self._url} was asked for the model {self._model!r}, and {found.reason}; {hint}"
        )

    def _clean(self, text: str) -> str:
        """Return *text* without the key, which an endpoint may repeat."""
        return text.replace(self._settings.key, "[key]") if self._settings.key else text


class _Overlong(Exception):
    """Somebody sends and sends."""


def _unanswered(reason: str, tries: int) -> Completion:
    usage = Usage(calls=1, failed=1, tries=tries, unpriced=1 if tries else 0)
    return Completion(failure=reason, usage=usage)


def _taken(found: Completion | Trouble, asked: Amount) -> Amount:
    """Return what *found* has spent; where nobody says, all of what was *asked* for."""
    if isinstance(found, Trouble):
        return asked if found.may_cost else Amount()
    usage = found.usage
    return asked if usage.unmetered else Amount(usage.tokens_in + usage.tokens_out, usage.dollars)


def _limit(settings: Settings) -> int:
    """Return the most tokens of one answer, which a budget has to know."""
    found = chat.limit(settings)
    if found is None and (settings.most_tokens is not None or settings.most_dollars is not None):
        message = "a budget needs to know the longest answer; leave max_tokens in, or put another"
        raise BadInput(message)
    return found or 0


def _address(base_url: str) -> str:
    """Return *base_url* without a slash at its end."""
    if not re.fullmatch(r"https?://[^\s/?#]+(/[^\s?#]*)?", base_url):
        message = (
            f"the address of the endpoint is {base_url!r}; give it as in "
            "--base-url http://localhost:8000/v1"
        )
        raise BadInput(message)
    if "@" in base_url:
        message = "the address of the endpoint holds a name or a key; give it with --key-variable"
        raise BadInput(message)
    return base_url.rstrip("/")


def _client(settings: Settings) -> Any:  # noqa: ANN401  # of an optional package
    try:
        import httpx  # noqa: PLC0415  # an optional package
    except ImportError:
        message = "endpoints need another package; install 'watchfloor[models]'"
        raise BadInput(message) from None
    headers = {"content-type": "application/json"}
    if settings.key:
        if not (settings.key.isascii() and settings.key.isprintable()):
            message = "the key has characters that no header can carry; check its variable"
            raise BadInput(message)
        headers["authorization"] = f"Bearer {settings.key}"
    wait = settings.answer_seconds
    return httpx.AsyncClient(
        headers=headers,
        timeout=httpx.Timeout(wait, connect=settings.connect_seconds),
        limits=httpx.Limits(max_keepalive_connections=settings.concurrency),
        mounts=dict.fromkeys(_LOOPBACK),
    )


def _forever(loop: asyncio.AbstractEventLoop) -> None:
    asyncio.set_event_loop(loop)
    with suppress(RuntimeError):
        loop.run_forever()
    loop.close()


BACKEND = Backend(
    name="openai",
    summary="A model behind any endpoint that speaks the chat protocol of OpenAI.",
    open=_Endpoint,
)
