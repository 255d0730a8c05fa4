"""What was played once is not played again: rows by what they follow from, in a folder of files.

It is for whoever plays the runs of several seeds as they come. What was kept by other code is not
known for what it is, so a folder is for one state of the source.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

import msgspec

from watchfloor.agents.learned import file_of
from watchfloor.codec import digest

T = TypeVar("T")


def named(policy: str) -> str:
    """Return what *policy* is known by: what is in its file, or its name if it has none."""
    file = file_of(policy)
    return policy if file is None else sha256(file.read_bytes()).hexdigest()


def remembered(
    folder: Path | None, key: Sequence[str | int], kind: type[T], make: Callable[[], T]
) -> T:
    """Return what was kept in *folder* under *key*, or *make* it and keep it."""
    if folder is None:
        return make()
    file = folder / f"{digest([*key])}.json"
    if file.is_file():
        return msgspec.json.decode(file.read_bytes(), type=kind)
    made = make()
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.encode(made))
    return made
