"""Serve both games over HTTP, WebSocket and OpenEnv, on one port."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import chain, count
from pathlib import Path

from watchfloor.agents import games as games_of
from watchfloor.agents.models import Models
from watchfloor.cli import asking
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput, UnreadableFile
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.submission import unpacked
from watchfloor.play.policy import Contender
from watchfloor.play.tasks import LONGEST_KEY, Examination
from watchfloor.server import door
from watchfloor.server.limits import Limits
from watchfloor.server.session import House

_LOOPBACK = "127.0.0.1"
_USUAL = Limits()
_MOST = {"port": 65_535, "workers": 256}


def _options(parser: ArgumentParser) -> None:
    add, many = parser.add_argument, common.whole(1)
    add("--host", default=_LOOPBACK, metavar="ADDRESS", help="this machine alone if not given")
    port = "8000 if not given; any free one for 0"
    add("--port", type=common.whole(0), default=8000, metavar="N", help=port)
    add("--token-variable", metavar="NAME", help="the environment variable that holds the token")
    help_ = "the key that secret worlds are drawn from; hides truth and state"
    add("--examination", type=Path, metavar="FILE", help=help_)
    add("--sessions", type=many, default=_USUAL.sessions, metavar="N", help="at the same time")
    usual = _USUAL.connections
    add("--connections", type=many, default=usual, metavar="N", help="of all kinds at once")
    help_ = "processes beside this one that play over WebSocket, one for each core; none if 0"
    add("--workers", type=common.whole(0), default=0, metavar="N", help=help_)
    add("--body-bytes", type=many, default=_USUAL.body_bytes, metavar="N", help="of a message")
    add("--batch", type=many, default=_USUAL.batch, metavar="N", help="requests in a message")
    rate = "messages in a second, of a connection or an address; 0 is no limit"
    add("--rate", type=common.whole(0), default=_USUAL.rate, metavar="N", help=rate)
    idle = "after which a session is closed"
    add("--idle-seconds", type=many, default=int(_USUAL.idle_seconds), metavar="S", help=idle)
    runs = "runs, or submissions, that the page shows"
    add("--runs", type=Path, nargs="+", default=[], metavar="PATH", help=runs)
    framed = "origins that may show the page in a frame, as https://huggingface.co"
    add("--framed-by", nargs="+", default=[], metavar="ORIGIN", help=framed)
    live = "a policy that visitors may ask about an alert; may be given again"
    add("--policy", action="append", default=[], metavar="POLICY", help=live)
    add("--check", action="store_true", help="build everything, say what would be served, and stop")
    common.add_json(parser)
    asking.add_models(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    for name, most in _MOST.items():
        if (given := getattr(options, name)) > most:
            message = f"--{name} is {given}, expected {most} at most"
            raise BadInput(message)
    token = _token(options.token_variable)
    house = House(_examination(options.examination))
    if options.host != _LOOPBACK and not token:
        sys.stderr.write("anybody who reaches this address may play; --token-variable asks who\n")
    limits = Limits(
        sessions=options.sessions,
        connections=options.connections,
        body_bytes=options.body_bytes,
        batch=options.batch,
        rate=options.rate,
        idle_seconds=float(options.idle_seconds),
    )
    serving, borrowing = door.opened("serving"), door.opened("borrowing")
    games, listening = serving.every_game(), door.opened("listening")
    with ExitStack() as opened:
        runs = _runs(options.runs, opened)
        live = _live(options, opened)
        offer = serving.Offer(house, limits, token, runs, tuple(options.framed_by), live)
        terms = borrowing.Terms(tuple(games), house, limits, token)
        crew = borrowing.crew(options.workers, terms) if options.workers else None
        app = serving.application(games, offer, crew)
        if options.check:
            _tell(options, house, list(games), options.port)
            return DONE
        socket = listening.bound(options.host, options.port)
        if crew is not None:
            opened.enter_context(crew)
        _tell(options, house, list(games), socket.getsockname()[1])
        listening.run(app, socket, limits, crew)
    return DONE


def _live(options: Namespace, opened: ExitStack) -> dict[str, Contender]:
    """Return the policies that visitors may ask, by name, for as long as they are *opened*."""
    game = games_of.find("opensoc")
    models = opened.enter_context(Models(asking.settings(options), asking.limits(options)))
    shipped = {name: it for name, it in game.policies.items() if name in options.policy}
    return shipped | models.brought(game, options.policy, {})


def _runs(paths: Sequence[Path], opened: ExitStack) -> dict[str, Run]:
    """Return the runs at *paths* by name, each there for as long as it is *opened*."""
    found: dict[str, Run] = {}
    for path in paths:
        plain = path.resolve().name.removesuffix(".tar.gz")
        names = chain([plain], (f"{plain}-{number}" for number in count(2)))
        name = next(it for it in names if it not in found)
        found[name] = opened.enter_context(unpacked(path))
    return found


def _tell(options: Namespace, house: House, games: list[str], port: int) -> None:
    """Say what is served, and what an examination is committed to."""
    address = f"http://{options.host}:{port}"
    commitment = house.examination.commitment if house.examination else None
    if options.json:
        said = {"address": address, "games": games, "commitment": commitment}
        sys.stdout.write(canonical(said).decode() + "\n")
    else:
        places = "".join(f"  OpenEnv      {address}/{game}\n" for game in games)
        published = f"  commitment   {commitment}\n" if commitment else ""
        sys.stdout.write(
            f"  the page     {address}/\n  plain HTTP   {address}\n{places}{published}"
        )
    sys.stdout.flush()


def _token(variable: str | None) -> str:
    if variable is None:
        return ""
    token = os.environ.get(variable, "").strip()
    if not token or not token.isascii():
        message = f"the variable {variable!r} holds no token; set it, or leave --token-variable out"
        raise BadInput(message)
    return token


def _examination(path: Path | None) -> Examination | None:
    if path is None:
        return None
    try:
        with path.open("rb") as file:
            key = file.read(LONGEST_KEY * 4).strip()
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        message = f"{str(path)!r} cannot be read ({why}); give a file with a key"
        raise UnreadableFile(message) from None
    return Examination(key)


VERB = Verb(
    name="serve",
    example="watchfloor serve --check",
    options=_options,
    run=_run,
)
