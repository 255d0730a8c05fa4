"""Options that say how models are asked, and what their answers came to."""

import os
import re
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from watchfloor.agents import prices
from watchfloor.agents.backend import Settings, Usage
from watchfloor.agents.loose import fields, strict
from watchfloor.agents.patience import Patience
from watchfloor.agents.prompt import Limits
from watchfloor.cli.options import whole
from watchfloor.errors import BadInput

_UNSET = Settings()
_MOST_SECONDS = 86_400


def add_models(parser: ArgumentParser) -> None:
    """Let *parser* read how models are asked that sit in its seats."""
    group = parser.add_argument_group("models", "for a seat held by openai:MODEL or hf:PATH")
    add, count = group.add_argument, whole(1)
    add("--base-url", default="", metavar="URL", help="the endpoint, as http://localhost:8000/v1")
    add("--key-variable", metavar="NAME", help="the environment variable that holds its key")
    add("--temperature", type=_number, metavar="T", help="the model's own if not given")
    add("--most-out", type=count, default=_UNSET.most_out, metavar="N", help="tokens of an answer")
    extra = "further fields of a request, as a JSON object; null takes a field away"
    add("--extra", type=_object, default={}, metavar="JSON", help=extra)
    add("--repeat", type=whole(0), default=0, metavar="N", help="draws other answers")
    add("--retries", type=whole(0), default=Patience().retries, metavar="N", help="after a failure")
    answer, connect = "for a whole answer", "to be let in"
    add("--answer-seconds", type=_seconds, default=_UNSET.answer_seconds, metavar="S", help=answer)
    add(
        "--connect-seconds",
        type=_seconds,
        default=_UNSET.connect_seconds,
        metavar="S",
        help=connect,
    )
    add("--cache", type=Path, metavar="FOLDER", help="keeps answers, so that asking again is free")
    add("--prices", type=Path, metavar="FILE", help="dollars for a million tokens, in TOML")
    add("--most-tokens", type=count, metavar="N", help="a budget for all episodes")
    add("--most-dollars", type=_money, metavar="D", help="a budget for all episodes; needs prices")
    longest = "characters that a model is told at once"
    add("--longest-prompt", type=count, default=Limits().characters, metavar="N", help=longest)
    terse = "tells a model no rules, for one that has learned them"
    add("--terse", action="store_true", help=terse)


def add_concurrency(parser: ArgumentParser) -> None:
    """Let *parser* read how many requests are sent at the same time."""
    most = "requests at the same time"
    concurrency = _UNSET.concurrency
    parser.add_argument("--concurrency", type=whole(1), default=concurrency, metavar="N", help=most)


def settings(options: Namespace) -> Settings:
    """Return how models are asked by *options*."""
    return Settings(
        base_url=options.base_url,
        key=_key(options.key_variable),
        temperature=options.temperature,
        most_out=options.most_out,
        extra=options.extra,
        repeat=options.repeat,
        concurrency=getattr(options, "concurrency", _UNSET.concurrency),
        connect_seconds=options.connect_seconds,
        answer_seconds=options.answer_seconds,
        patience=Patience(retries=options.retries),
        cache=options.cache,
        prices=prices.read(options.prices) if options.prices else prices.NOTHING_KNOWN,
        most_tokens=options.most_tokens,
        most_dollars=options.most_dollars,
    )


def limits(options: Namespace) -> Limits:
    """Return how much *options* let a model be told at once."""
    return Limits(characters=options.longest_prompt, is_terse=options.terse)


def _key(variable: str | None) -> str:
    if variable is None:
        return ""
    key = os.environ.get(variable, "").strip()
    if not key:
        message = f"the variable {variable!r} holds no key; set it, or leave --key-variable out"
        raise BadInput(message)
    return key


def _number(text: str) -> float:
    if not re.fullmatch(r"\d{1,6}(\.\d{1,6})?", text, re.ASCII):
        message = f"found {text!r}, expected a number from 0, as in 0.7"
        raise ArgumentTypeError(message)
    return float(text)


def _seconds(text: str) -> float:
    number = _number(text)
    if not 0 < number <= _MOST_SECONDS:
        message = f"found {text!r}, expected seconds above 0, a day at most"
        raise ArgumentTypeError(message)
    return number


def _money(text: str) -> Decimal:
    return Decimal(str(_number(text)))


def _object(text: str) -> dict[str, Any]:
    held = fields(strict(text))
    if held is None:
        message = f"""found {text!r}, expected a JSON object, as in '{{"top_p": 0.9}}'"""
        raise ArgumentTypeError(message)
    return held


def told(usage: Usage, known: prices.Prices) -> str:
    """Return *usage* in a line, reckoned by the prices that are *known*."""
    parts = [f"{usage.calls:,} {'call' if usage.calls == 1 else 'calls'}", *_some(usage)]
    parts += [f"{usage.tokens_in:,} tokens in", f"{usage.tokens_out:,} out"]
    if known.date:
        parts.append(f"{usage.dollars.normalize():f} dollars by the prices of {known.date}")
        if usage.unpriced:
            parts.append(f"{usage.unpriced:,} calls of unknown price")
    return f"models asked: {', '.join(parts)}"


def _some(usage: Usage) -> list[str]:
    counts: Mapping[str, int] = {
        "from the cache": usage.kept,
        "without a reply": usage.failed,
        "that did not say their tokens": usage.unmetered,
    }
    return [f"{count:,} of them {what}" for what, count in counts.items() if count]
