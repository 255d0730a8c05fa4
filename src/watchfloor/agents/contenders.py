"""The policies that can be asked for by name: those of a game, and one in a file of your own."""

import sys
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

from watchfloor.agents.games import where
from watchfloor.catalog import named
from watchfloor.codec import digest
from watchfloor.errors import BadExtension, BadInput, WatchfloorError
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender

SUFFIX = ".py"


def is_brought(name: str) -> bool:
    """Return whether *name* says where its policy comes from: `KIND:NAME`, or a file."""
    return ":" in name or name.endswith(SUFFIX)


def find(game: Game[Any], name: str, guests: Mapping[str, Contender] | None = None) -> Contender:
    """Return the policy of *game*, or of *guests*, called *name*, or `PATH.py:NAME` of a file."""
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
    if not isinstance(found, Contender):
        kind = type(found).__name__
        message = f"{shown} must bind {constant} to a Policy, but it is {kind}"
        raise BadExtension(message)
    return found


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
