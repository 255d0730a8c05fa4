"""Canonical JSON for frozen values, and the digest that names them.

One value has one spelling: keys sorted, no spaces, UTF-8, integers as they are. Numbers that JSON
cannot spell (NaN, the infinities) are refused, since two readers would disagree about them.
"""

import math
from hashlib import sha256
from typing import Any

import msgspec

_encoder = msgspec.json.Encoder(order="sorted")
_packer = msgspec.msgpack.Encoder()


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


def _may_be_infinite(value: object) -> bool:
    """Return whether *value* may hold a number that is not finite, at a small price.

    Packed, such a number begins with one of two pairs of bytes, which no text has. Others may have
    them, and are then looked at one by one.
    """
    try:
        packed = _packer.encode(value)
    except OverflowError:
        return True
    return b"\xcb\x7f" in packed or b"\xcb\xff" in packed


def canonical(value: object) -> bytes:
    """Return the one spelling of *value*.

    >>> canonical({"b": 1, "a": [True, None]})
    b'{"a":[true,null],"b":1}'
    """
    spelled = _encoder.encode(value)
    if b"null" in spelled and _may_be_infinite(value):  # how the encoder spells None, and NaN
        _refuse_non_finite(msgspec.to_builtins(value))
    return spelled


def digest(value: object) -> str:
    """Return the SHA-256 of the one spelling of *value*, in hexadecimal.

    >>> digest({"a": 1})[:16]
    '015abd7f5cc57a2d'
    """
    return sha256(canonical(value)).hexdigest()
