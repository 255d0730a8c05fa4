"""What a verified run came to: all that a leaderboard and a page of results are made of."""

from pathlib import Path

import msgspec

from watchfloor.codec import canonical
from watchfloor.errors import UnreadableFile
from watchfloor.evaluation import earnings, store
from watchfloor.evaluation.earnings import Earned, Summed
from watchfloor.evaluation.run import RESULTS, Run


class Entry(msgspec.Struct, frozen=True):
    """A verified run, without its episodes."""

    suite: str
    version: int
    suite_digest: str
    """Of the suite as it was shipped."""
    watchfloor: str
    rules: dict[str, str]
    recipes: dict[str, str]
    """The name of the recipe of each game."""
    manifest: str
    """Its digest."""
    results: str
    """The digest of all results."""
    tested: tuple[str, ...]
    lacks: str
    """What of the suite was not played, or nothing."""
    cells: tuple[Earned, ...]
    means: tuple[Summed, ...]


def of(run: Run) -> Entry:
    """Return what *run*, which was verified, came to."""
    manifest = run.manifest
    worlds = earnings.gathered(manifest, run.results())
    return Entry(
        suite=manifest.suite,
        version=manifest.version,
        suite_digest=manifest.suite_digest,
        watchfloor=manifest.watchfloor,
        rules={it.name: it.rules for it in manifest.games.values()},
        recipes={manifest.games[place].name: it.name for place, it in manifest.recipes.items()},
        manifest=run.stamped.digest,
        results=store.hashed(run.path / RESULTS),
        tested=manifest.tested,
        lacks=manifest.lacks(),
        cells=tuple(earnings.earned(manifest, worlds)),
        means=tuple(earnings.summed(manifest, worlds)),
    )


def write(run: Run, path: Path) -> None:
    """Write what *run* came to into the file at *path*."""
    with store.replaced(path) as file:
        file.write(canonical(of(run)) + b"\n")


def read(path: Path) -> Entry:
    """Return the entry in the file at *path*."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Entry)
    except (OSError, msgspec.DecodeError) as error:
        message = f"{str(path)!r} is no entry ({error}); give one that `verify --entry` wrote"
        raise UnreadableFile(message) from None
