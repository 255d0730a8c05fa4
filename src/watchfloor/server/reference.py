"""Writes the schemas of everything that goes over the wire.

`python -m watchfloor.server.reference FOLDER`
"""

import sys
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.agents import games
from watchfloor.server import openapi, schemas


def files() -> dict[str, bytes]:
    """Return every file of the reference."""
    names = games.shipped()
    found: dict[str, Any] = {"openapi.json": openapi.document(names)}
    for name in names:
        game = games.find(name)
        found[f"{name}.action.json"] = schemas.action(game)
        found[f"{name}.observation.json"] = schemas.observation(game)
    return {name: _spelled(held) for name, held in found.items()}


def _spelled(held: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(held, order="sorted"), indent=2) + b"\n"


def main(folder: Path) -> None:
    """Write every file into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files().items():
        (folder / name).write_bytes(text)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
