"""The policies that can be asked for by name: those of a game, and one in a file of your own."""

import sys
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from watchfloor.agents import learned
from watchfloor.agents.games import where
from watchfloor.catalog import named
from watchfloor.codec import digest
from watchfloor.errors import BadExtension, BadInput, WatchfloorError
from watchfloor.play.action import Action, NoReply, Reply
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender, Insider, Policy
from watchfloor.seeds import Seed

SUFFIX = ".py"


def is_brought(name: str) -> bool:
    """Return whether *name* says where its policy comes from: `KIND:NAME`, or a file."""
    return ":" in name or name.endswith(SUFFIX) or learned.is_learned(name)


def file_of(name: str) -> Path | None:
    """Return the file that the policy called *name* is in, if it is in one of the user's."""
    if learned.is_learned(name):
        return learned.file_of(name)
    path, _, _ = name.rpartition(":")
    shown = path if path.endswith(SUFFIX) else name
    return Path(shown) if shown.endswith(SUFFIX) else None


def called(name: str) -> str:
    """Return what tables call the policy *name*: one in a file by that, wherever it is.

    >>> called("there/mine.py:PLAYER"), called("openai:Qwen/Qwen3-8B")
    ('mine.py:PLAYER', 'openai:Qwen/Qwen3-8B')
    """
    file = file_of(name)
    return name.removeprefix(f"{file.parent}/") if file else name


def find(game: Game[Any], name: str, guests: Mapping[str, Contender] | None = None) -> Contender:
    """Return the policy of *game*, or of *guests*, called *name*, or `PATH.py:NAME` of a file."""
    if learned.is_learned(name):
        return learned.policy(game, name)
    path, _, constant = name.rpartition(":")
    if path.endswith(SUFFIX):
        return _in_file(Path(path).resolve(), path, constant)
    if name.endswith(SUFFIX):
        return _in_file(Path(name).resolve(), name, "POLICY")
    return named("policy", name, {**game.policies, **(guests or {})})


@lru_cache(maxsize=64)
def _in_file(file: Path, shown: str, constant: str) -> Contender:
    if not file.is_file():
        message = f"there is no file {shown!r}; give PATH.py:NAME of a policy"
        raise BadInput(message)
    found: object = getattr(_imported(file, shown), constant, None)
    if not isinstance(found, Policy | Insider):
        kind = type(found).__name__
        message = f"{shown} must bind {constant} to a Policy, but it is {kind}"
        raise BadExtension(message)
    return replace(found, seat=_guarded(found.seat, shown))


def _guarded(seated: Callable[..., Any], shown: str) -> Any:  # noqa: ANN401  # any kind of seat
    """Return *seated*, which is anybody's code, with what it does wrong told in a sentence."""

    def seat(role: str, draws: Seed) -> Callable[..., Reply]:
        player = _tried(shown, role, lambda: seated(role, draws))

        def reply(*seen: object) -> Reply:
            said: object = _tried(shown, role, lambda: player(*seen))
            if not isinstance(said, str | Action | NoReply):
                kind = type(said).__name__
                message = f"the policy in {shown} replied as {role} with {kind}, expected a Reply"
                raise BadExtension(message)
            return said

        return reply

    return seat


def _tried(shown: str, role: str, call: Callable[[], Any]) -> Any:  # noqa: ANN401  # as it gives
    try:
        return call()
    except WatchfloorError:
        raise
    except Exception as error:  # a policy is anybody's code
        what = f"{type(error).__name__}: {error}{where(error)}"
        message = f"the policy in {shown} failed as {role} ({what}); mend it"
        raise BadExtension(message) from error


def _imported(file: Path, shown: str) -> object:
    name = f"policy_{digest(str(file))[:16]}"
    spec = spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        message = f"{shown!r} cannot be read as Python; give a file that can"
        raise BadInput(message)
    module = sys.modules[name] = module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except WatchfloorError:
        raise
    except (Exception, SystemExit) as error:  # a policy is anybody's code
        what = f"{type(error).__name__}: {error}{where(error)}"
        message = f"the policy in {shown} cannot be imported ({what}); mend it"
        raise BadExtension(message) from error
    return module
