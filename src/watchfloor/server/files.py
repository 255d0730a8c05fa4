"""The files that a browser loads, and what they may do there."""

import re
from collections.abc import Mapping, Sequence
from importlib.resources import files
from typing import Final

from starlette.responses import Response

from watchfloor.errors import BadInput, NoSuchPlace

FOLDER: Final = "static"
FIRST: Final = "index.html"
KINDS: Mapping[str, str] = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
PAGE = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "frame-src 'self'; base-uri 'none'; form-action 'none'"
)
"""What the page may load and run: files of this server, and no script that stands inside it."""
REPORT = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
"""A report carries its style inside, and runs nothing."""
_ORIGIN = re.compile(r"https?://(\*\.)?[a-z0-9.-]+(:\d{1,5})?")


def framed(by: Sequence[str]) -> str:
    """Return who may show the page in a frame: this server, and the origins *by* name."""
    for origin in by:
        if not _ORIGIN.fullmatch(origin):
            message = f"{origin!r} is no origin; give one such as https://huggingface.co"
            raise BadInput(message)
    return " ".join(("frame-ancestors 'self'", *by))


def headers(policy: str) -> dict[str, str]:
    """Return what is said beside every file."""
    return {
        "content-security-policy": policy,
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "cache-control": "no-cache",
    }


def loaded(by: Sequence[str] = ()) -> dict[str, Response]:
    """Return the answer for each file by its name; the origins *by* may show it in a frame."""
    said = headers(f"{PAGE}; {framed(by)}")
    found: dict[str, Response] = {}
    home = files("watchfloor.server").joinpath(FOLDER)
    for file in sorted(home.iterdir(), key=lambda it: it.name):
        kind = KINDS.get(file.name[file.name.rfind(".") :])
        if kind is not None:
            found[file.name] = Response(file.read_bytes(), 200, said, kind)
    return found


def one(known: Mapping[str, Response], name: str) -> Response:
    """Return the answer for the file called *name*."""
    if name not in known:
        message = "there is no such file of the page; begin at /"
        raise NoSuchPlace(message)
    return known[name]
