"""Bakes the pairs of the page out of stored records.

`python -m watchfloor.server.baking OUT FILE_OR_RUN...` keeps every alert that two policies or
more have answered; `--most N` takes no more than N, evenly over the scenarios.
"""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from pathlib import Path

from watchfloor.evaluation import store
from watchfloor.evaluation.run import TRAJECTORIES
from watchfloor.evaluation.store import PACKED, Writer
from watchfloor.play.trajectory import Trajectory, linked
from watchfloor.server import pairs

MOST = 60


def found(paths: Iterable[Path]) -> list[Path]:
    """Return the files of records at *paths*: files, and the folders of runs."""
    return [
        file
        for path in paths
        for file in (sorted((path / TRAJECTORIES).iterdir()) if path.is_dir() else [path])
    ]


def chosen(alerts: Sequence[dict[str, Trajectory]], most: int) -> list[dict[str, Trajectory]]:
    """Return *most* of *alerts* at most, from each scenario in turn."""
    by_scenario: dict[str, list[dict[str, Trajectory]]] = {}
    for alert in alerts:
        scenario = next(iter(alert.values())).header.setting.scenario
        by_scenario.setdefault(scenario, []).append(alert)
    turns = zip_longest(*by_scenario.values())
    return [alert for turn in turns for alert in turn if alert is not None][:most]


def bake(paths: Iterable[Path], out: Path, most: int = MOST) -> int:
    """Write the pairs in the records at *paths* into the file *out*, and return how many."""
    alerts = chosen(pairs.gathered(pairs.read(found(paths))), most)
    bare = out.with_name(out.name.removesuffix(PACKED))
    with Writer(bare) as writer:
        for alert in alerts:
            for trajectory in alert.values():
                for line in linked(trajectory, writer.previous).records:
                    writer.add(line)
    store.packed(bare)
    return len(alerts)


def main(words: Sequence[str] | None = None) -> None:
    """Bake what the command line names."""
    parser = ArgumentParser(prog="python -m watchfloor.server.baking")
    parser.add_argument("out", type=Path, metavar="OUT", help=f"a new file that ends in {PACKED}")
    parser.add_argument("paths", type=Path, nargs="+", metavar="FILE_OR_RUN")
    parser.add_argument("--most", type=int, default=MOST, metavar="N", help="alerts")
    options = parser.parse_args(words)
    bake(options.paths, options.out, options.most)


if __name__ == "__main__":
    main()
