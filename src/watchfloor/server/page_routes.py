"""The paths of the page: its files at the root, and what it asks below `page`."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import msgspec
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from watchfloor.errors import BadInput
from watchfloor.server import files
from watchfloor.server.page_desk import (
    Asked,
    Desk,
    Look,
    Move,
    Nothing,
    Numbered,
    Of,
    Opened,
    Visited,
)
from watchfloor.server.routes import answered, refused
from watchfloor.server.visits import Begin

Endpoint = Callable[[Request], Awaitable[Response]]
NOT_KEPT = {"cache-control": "no-store"}
ASKED: Mapping[str, type[Any]] = {
    "about": Nothing,
    "guide": Of,
    "visit": Visited,
    "example": Visited,
    "frame": Look,
    "ending": Look,
    "twin": Look,
    "pairs": Nothing,
    "pair": Numbered,
    "revealed": Numbered,
    "runs": Nothing,
    "run": Opened,
    "episodes": Opened,
    "leaderboard": Nothing,
}
"""What is asked with a query, and what the query may hold."""
POSTED: Mapping[str, type[Any]] = {"begin": Begin, "move": Move, "gate": Move, "asked": Asked}
WAITED = ("asked", "ending", "episodes", "frame", "run", "twin")
"""What takes long, so that everybody else is served meanwhile."""


def routes(desk: Desk, framed_by: Sequence[str] = ()) -> list[Route]:
    """Return the routes of the page at *desk*; the origins *framed_by* may show it in a frame."""
    known = files.loaded(framed_by)
    beside = files.headers(f"{files.REPORT}; {files.framed(framed_by)}")
    asked = [Route(f"/page/{name}", _asked(_act(desk, name), it)) for name, it in ASKED.items()]
    posted = [
        Route(f"/page/{name}", _posted(_act(desk, name), it), methods=["POST"])
        for name, it in POSTED.items()
    ]

    async def first(_request: Request) -> Response:
        return files.one(known, files.FIRST)

    async def file(request: Request) -> Response:
        try:
            return files.one(known, str(request.path_params["name"]))
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return refused(error)

    async def report(request: Request) -> Response:
        try:
            asked = _converted(dict(request.query_params), Opened)
            held = await run_in_threadpool(desk.report, asked)
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return refused(error)
        return Response(held, 200, beside, files.KINDS[".html"])

    async def tab(_request: Request) -> Response:
        return RedirectResponse("/")

    return [
        Route("/", first),
        Route("/web", tab),
        Route("/page/static/{name}", file),
        Route("/page/report", report),
        *asked,
        *posted,
    ]


def _asked(act: Callable[[Any], Awaitable[object]], kind: type[Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            found = await act(_converted(dict(request.query_params), kind))
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return refused(error, NOT_KEPT)
        return answered(200, found, NOT_KEPT)

    return endpoint


def _act(desk: Desk, name: str) -> Callable[[Any], Awaitable[object]]:
    act = getattr(desk, name)

    async def acted(asked: object) -> object:
        return await run_in_threadpool(act, asked) if name in WAITED else act(asked)

    return acted


def _posted(act: Callable[[Any], Awaitable[object]], kind: type[Any]) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        try:
            found = await act(_decoded(await request.body(), kind))
        except Exception as error:  # noqa: BLE001  # every failure becomes an answer
            return refused(error, NOT_KEPT)
        return answered(200, found, NOT_KEPT)

    return endpoint


def _converted(query: dict[str, str], kind: type[Any]) -> Any:  # noqa: ANN401  # of *kind*
    try:
        return msgspec.convert(query, kind, strict=False)
    except msgspec.ValidationError as error:
        message = f"the query cannot be read ({error}); ask as the page does"
        raise BadInput(message) from None


def _decoded(body: bytes, kind: type[Any]) -> Any:  # noqa: ANN401  # of *kind*
    try:
        return msgspec.json.decode(body or b"{}", type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        message = f"the request cannot be read ({error}); ask as the page does"
        raise BadInput(message) from None
