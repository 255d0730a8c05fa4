"""Answers kept on disk, one file for each exact request, so that to ask again costs nothing.

A file holds the request beside the answer, and is believed only if the request in it is the one
that is made. Keys are not part of a request and are never written.
"""

import os
from base64 import b64decode, b64encode
from contextlib import suppress
from hashlib import sha256
from pathlib import Path

import msgspec

from watchfloor.codec import canonical
from watchfloor.errors import UnwritableFile


class Kept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer with what it answers."""

    url: str
    request: str
    answer: str
    """The body as it came, in base 64."""


def name(url: str, request: bytes) -> str:
    """Return what stands for *request* to *url*."""
    return sha256(url.encode() + b"\n" + request).hexdigest()


def find(folder: Path, url: str, request: bytes) -> bytes | None:
    """Return the answer to *request* that is kept in *folder*, if there is one."""
    try:
        kept = msgspec.json.decode(_place(folder, url, request).read_bytes(), type=Kept)
        answer = b64decode(kept.answer, validate=True)
    except (OSError, ValueError):
        return None
    return answer if (kept.url, kept.request) == (url, request.decode()) else None


def keep(folder: Path, url: str, request: bytes, answer: bytes) -> None:
    """Keep *answer* to *request* in *folder*; it is there whole or not at all."""
    place = _place(folder, url, request)
    waiting = place.with_name(f"{place.name}.{os.getpid()}")
    text = canonical(Kept(url, request.decode(), b64encode(answer).decode()))
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        waiting.write_bytes(text)
        waiting.replace(place)
    except OSError as error:
        with suppress(OSError):
            waiting.unlink(missing_ok=True)
        message = f"answers cannot be kept in {str(folder)!r} ({error.strerror}); give a folder"
        raise UnwritableFile(message) from None


def _place(folder: Path, url: str, request: bytes) -> Path:
    digest = name(url, request)
    return folder / digest[:2] / f"{digest}.json"
