"""The chat protocol that OpenAI began and others speak: a request, and its answer read with care.

Servers differ in what they leave out, so that little is asked for and nothing is taken for granted.
What is no completion is trouble: passing if it is worth another try, lasting if it is not.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from watchfloor.agents import patience
from watchfloor.agents.backend import Call, Completion, Message, Settings, Usage
from watchfloor.agents.loose import entries, fields
from watchfloor.codec import canonical

PASSING = frozenset({408, 409, 425, 429})
"""The answers below 500 after which the same request may do better."""
LONGEST_REASON = 300
_THOUGHTS = ("reasoning_content", "reasoning", "thinking")
"""Where servers put what a model thought, beside what it says."""


class Trouble(msgspec.Struct, frozen=True):
    """Why there is no completion."""

    reason: str
    is_passing: bool = True
    wait: float | None = None
    """The seconds that the endpoint asks to wait."""
    may_cost: bool = True
    """Whether a model may have worked on it all the same."""


def request(model: str, messages: Sequence[Message], settings: Settings, draw: int) -> bytes:
    """Return the request for *model* to answer *messages*, in its one spelling."""
    fields: dict[str, Any] = {
        "model": model,
        "messages": [{"role": it.role, "content": it.content} for it in messages],
        "max_tokens": settings.most_out,
        "temperature": settings.temperature,
        "seed": draw,
        **settings.extra,
    }
    return canonical({name: value for name, value in fields.items() if value is not None})


def limit(settings: Settings) -> int | None:
    """Return the most tokens that a model may answer with by *settings*, if they say."""
    said = {"max_tokens": settings.most_out, **settings.extra}
    held = [_count(said, name) for name in ("max_tokens", "max_completion_tokens")]
    return max((number for number in held if number is not None), default=None)


def read(status: int, headers: Mapping[str, str], body: bytes) -> Completion | Trouble:
    """Return the completion in an answer, or what is wrong with it."""
    held = _decoded(body)
    if status != 200:
        is_passing = status in PASSING or status >= 500
        wait = patience.asked_for(headers) if is_passing else None
        reason = f"it answered {status}{_said(held, body)}"
        return Trouble(reason, is_passing, wait, may_cost=False)
    answer = fields(held)
    if answer is None:
        return Trouble(f"it answered with something that is no JSON object{_said(held, body)}")
    if answer.get("error"):
        return Trouble(f"it answered 200 with an error{_said(held, body)}")
    return _completion(answer)


def _completion(answer: dict[str, Any]) -> Completion | Trouble:
    choices = entries(answer.get("choices")) or []
    choice = fields(choices[0]) if len(choices) == 1 else None
    if choice is None:
        return Trouble("it answered without exactly one choice")
    if choice.get("error") or choice.get("finish_reason") == "error":
        return Trouble(f"it broke off its answer with an error{_said(choice, b'')}")
    message = fields(choice.get("message"))
    content = _text(message) if message is not None else None
    calls = _calls(message) if message is not None else None
    if content is None or calls is None:
        return Trouble("it answered with a message that cannot be read")
    thoughts = _thoughts(message) if message is not None else ""
    return Completion(content, thoughts, calls, _usage(answer.get("usage")))


def _text(message: dict[str, Any]) -> str | None:
    """Return what *message* says aloud: its text, or the parts of it that are text."""
    content: object = message.get("content")
    if content is None:
        content = message.get("refusal") or ""
    parts = entries(content)
    if parts is not None:
        return "".join(map(_part, parts))
    return content if isinstance(content, str) else None


def _thoughts(message: dict[str, Any]) -> str:
    """Return what *message* has beside what it says, by the names that servers have for it."""
    parts = [fields(part) or {} for part in entries(message.get("content")) or ()]
    thought = [part.get(str(part["type"])) for part in parts if part.get("type") in _THOUGHTS]
    found = [*thought, *(message.get(name) for name in _THOUGHTS)]
    return next((it for it in found if isinstance(it, str) and it), "")


def _part(part: object) -> str:
    held = fields(part) or {}
    return str(held.get("text") or "") if held.get("type") == "text" else ""


def _calls(message: dict[str, Any]) -> tuple[Call, ...] | None:
    """Return the tool calls of *message*; nothing if one of them is none."""
    made = entries(message.get("tool_calls") or [])
    named = [fields((fields(it) or {}).get("function")) for it in made or ()]
    whole = [it for it in named if it is not None]
    if made is None or len(whole) < len(named):
        return None
    return tuple(Call(str(it.get("name")), _arguments(it.get("arguments"))) for it in whole)


def _arguments(given: object) -> str:
    """Return the arguments *given*, which are a text as they should be, or an object."""
    return given if isinstance(given, str) else msgspec.json.encode(given or {}).decode()


def _usage(held: object) -> Usage:
    counted = fields(held) or {}
    tokens_in, tokens_out = _count(counted, "prompt_tokens"), _count(counted, "completion_tokens")
    if tokens_in is None or tokens_out is None:
        return Usage(calls=1, unmetered=1)
    cached = _count(counted.get("prompt_tokens_details"), "cached_tokens") or 0
    thinking = _count(counted.get("completion_tokens_details"), "reasoning_tokens") or 0
    return Usage(
        calls=1,
        tokens_in=tokens_in,
        tokens_cached=min(cached, tokens_in),
        tokens_out=tokens_out,
        tokens_thinking=min(thinking, tokens_out),
    )


def _count(held: object, name: str) -> int | None:
    found = (fields(held) or {}).get(name)
    is_number = isinstance(found, int) and not isinstance(found, bool) and 0 <= found < 1 << 53
    return found if is_number else None


def _decoded(body: bytes) -> object:
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _said(held: object, body: bytes) -> str:
    """Return what an error says of itself, wherever a server puts it."""
    told: object = held
    for _ in range(3):
        if (inner := fields(told)) is not None:
            told = next(
                (inner[key] for key in ("error", "message", "detail") if inner.get(key)), ""
            )
    text = told if isinstance(told, str) and told else body.decode("utf-8", "replace")
    line = " ".join(text.split())[:LONGEST_REASON]
    return f": {line if line.isprintable() else ascii(line)[1:-1]}" if line else ""
