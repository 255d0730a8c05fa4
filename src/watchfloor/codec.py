"""Canonical JSON for frozen values, and the digest that names them.

One value has one spelling: keys sorted, no spaces, UTF-8, integers as they are. Numbers that JSON
cannot spell (NaN, the infinities) are refused, since two readers would disagree about them.
"""

import math
from hashlib import sha256
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")


def _refuse_non_finite(value: Any) -> None:  # noqa: ANN401  # walks values of every shape
    if isinstance(value, float) and not math.isfinite(value):
        message = f"{value!r} has no canonical spelling; record a finite number or a fact instead"
        raise ValueError(message)
    if isinstance(value, dict):
        for item in value.values():  # pyright: ignore[reportUnknownVariableType]
            _refuse_non_finite(item)
    elif isinstance(value, list | tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]
            _refuse_non_finite(item)


def canonical(value: object) -> bytes:
    """Return the one spelling of *value*.

    >>> canonical({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    spelled = _encoder.encode(value)
    if b"null" in spelled:  # how the encoder spells None, and NaN
        _refuse_non_finite(msgspec.to_builtins(value))
    return spelled


def digest(value: object) -> str:
    """Return the SHA-256 of the one spelling of *value*, in hexadecimal.

    >>> digest({"a": 1})[:16]
    '015abd7f5cc57a2d'
    """
    return sha256(canonical(value)).hexdigest()
