"""Everything that is served, on one port: plain HTTP, and OpenEnv below the name of each game."""

from collections.abc import AsyncGenerator, Collection, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exception_handlers import http_exception_handler
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from watchfloor.agents import games
from watchfloor.errors import NoSuchPlace, NotAllowed
from watchfloor.evaluation.run import Run
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender
from watchfloor.server import openapi, openenv
from watchfloor.server import page_routes as page
from watchfloor.server.guard import App, Guard
from watchfloor.server.lending import Crew
from watchfloor.server.library import Library
from watchfloor.server.limits import Limits
from watchfloor.server.lobby import Lobby
from watchfloor.server.page_desk import Desk
from watchfloor.server.routes import POSTS, Endpoint, answered, refused, routes
from watchfloor.server.session import House
from watchfloor.server.sockets import halls, parted, taken


@dataclass(frozen=True, slots=True)
class Offer:
    """What is served, to whom, and how much of it."""

    house: House = field(default_factory=House)
    limits: Limits = field(default_factory=Limits)
    token: str = field(default="", repr=False)
    runs: Mapping[str, Run] = field(default_factory=dict[str, Run])
    """What the page can open, by name."""
    framed_by: tuple[str, ...] = ()
    """The origins that may show the page in a frame."""
    live: Mapping[str, Contender] = field(default_factory=dict[str, Contender])
    """Whoever can be asked on the page, by name."""


def every_game() -> dict[str, Game[Any]]:
    """Return the shipped games by name."""
    return {name: games.find(name) for name in games.shipped()}


def application(found: Mapping[str, Game[Any]], offer: Offer, crew: Crew | None = None) -> Guard:
    """Return the server of the games *found*, as *offer* says; a *crew* plays over WebSocket."""
    rooms = {
        name: openenv.application(game, offer.house, offer.limits, "production")
        for name, game in found.items()
    }
    for room in rooms.values():
        room.add_exception_handler(404, _lost)
    mounts = [Mount(f"/{name}", room) for name, room in rooms.items()]
    lines = halls(found, offer.house, offer.limits, crew)
    app = Starlette(
        routes=[
            *routes(Lobby(found, offer.house, offer.limits), lambda: taken(lines)),
            *_page(found, offer),
            Route("/openapi.json", _described(tuple(found)), methods=["GET"]),
            *mounts,
        ],
        lifespan=_together(rooms),
        exception_handlers={404: _lost, 405: _wrong_method, Exception: _failed},
    )
    careful = [*(f"/{name}" for name in POSTS), *lines]
    return guarded(parted(app, lines), offer, careful)


def alone(game: Game[Any], offer: Offer) -> Guard:
    """Return the framework's own server of one *game*, with the page of all games, guarded."""
    app = openenv.application(game, offer.house, offer.limits)
    app.router.routes[:0] = _page(every_game(), offer)
    return guarded(app, offer)


def _page(found: Mapping[str, Game[Any]], offer: Offer) -> list[Route]:
    desk = Desk(found, offer.house, offer.limits, Library(offer.runs), offer.live)
    return page.routes(desk, offer.framed_by)


def guarded(app: App, offer: Offer, careful: Collection[str] = ()) -> Guard:
    """Return *app*, which reads bodies with care at *careful* paths, behind its guard."""
    is_secret = offer.house.examination is not None
    return Guard(app, offer.limits, offer.token, is_examination=is_secret, careful=careful)


def _together(rooms: Mapping[str, FastAPI]) -> Any:  # noqa: ANN401  # what Starlette calls a lifespan
    """Return a lifespan in which each of *rooms* has its own: a mounted one would have none."""

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncGenerator[None]:
        async with AsyncExitStack() as stack:
            for room in rooms.values():
                await stack.enter_async_context(room.router.lifespan_context(room))
            yield

    return lifespan


def _described(games: tuple[str, ...]) -> Endpoint:
    """Return the endpoint that tells the contract of a server of *games*."""
    told = openapi.document(games)

    async def endpoint(_request: Request) -> Response:
        return answered(200, told)

    return endpoint


async def _lost(request: Request, error: Exception) -> Response:
    if isinstance(error, HTTPException) and error.detail != HTTPStatus.NOT_FOUND.phrase:
        return await http_exception_handler(request, error)  # the framework's own words
    return refused(NoSuchPlace("there is nothing at this path; see docs/serving.md"))


async def _wrong_method(_request: Request, error: Exception) -> Response:
    headers = error.headers if isinstance(error, HTTPException) else None
    answer = refused(NotAllowed("this path takes another method; see docs/serving.md"), headers)
    answer.status_code = 405
    return answer


async def _failed(_request: Request, error: Exception) -> Response:
    return refused(error)
