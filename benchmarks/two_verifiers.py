"""Whether the verifier in code and the declared one agree, on as many incidents as are asked for.

    python benchmarks/two_verifiers.py [--count 100000] [--changed 0] [--processes 2] [--seed two]

The incidents are spread evenly over the stages. With `--changed`, each is also judged so many times
after changes that no generator would make. The exit status is 1 if the two disagree about anything.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from time import perf_counter
from typing import NamedTuple

from watchfloor.evaluation import changed
from watchfloor.evaluation.two_verifiers import Disagreement, coded, declared, disagreement, told
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed

PIECE = 1000
"""Incidents that one process judges before it says so."""
SHOWN = 3
"""Disagreements that are printed in full."""


class Piece(NamedTuple):
    """A stretch of incidents to judge."""

    seed: str
    first: int
    last: int
    changes: int


class Judged(NamedTuple):
    """What came of a piece."""

    incidents: int
    altered: int
    rows: Counter[str]
    found: list[Disagreement]
    seconds: dict[str, float]


def _cases(piece: Piece, seconds: dict[str, float]) -> Iterator[Case]:
    """Return the incidents of *piece*, timing how long they take to grow."""
    stages = tuple(STAGES.values())
    for number in range(piece.first, piece.last):
        before = perf_counter()
        stage = stages[number % len(stages)]
        case = grow(Seed.of(piece.seed, stage.name, number), stage).case
        seconds["grown"] += perf_counter() - before
        yield case


def judge(piece: Piece) -> Judged:
    """Return what the two verifiers make of *piece*."""
    seconds = dict.fromkeys(("grown", "coded", "declared"), 0.0)
    rows: Counter[str] = Counter()
    found: list[Disagreement] = []
    incidents = altered = 0
    for case in _cases(piece, seconds):
        start = perf_counter()
        one = coded(case)
        middle = perf_counter()
        other = declared(case)
        seconds["coded"] += middle - start
        seconds["declared"] += perf_counter() - middle
        rows[one.row] += 1
        incidents += 1
        if one != other:
            found.append(Disagreement(case, one, other))
        for number in range(piece.changes):
            draw = Seed.of(piece.seed, "changed", piece.first + incidents, number).stream()
            altered += 1
            if (differing := disagreement(changed.changed(case, draw))) is not None:
                found.append(differing)
    return Judged(incidents, altered, rows, found, seconds)


def _progress(judged: list[Judged], wall: float) -> None:
    done = sum(part.incidents for part in judged)
    found = sum(len(part.found) for part in judged)
    print(f"{done:,} judged, {found} disagree, {done / wall:,.0f} a second", file=sys.stderr)


def _report(judged: list[Judged], wall: float) -> int:
    """Print what *judged* comes to; return 1 if there is a disagreement."""
    incidents = sum(part.incidents for part in judged)
    altered = sum(part.altered for part in judged)
    found = [differing for part in judged for differing in part.found]
    rows = sum((part.rows for part in judged), Counter[str]())
    for differing in found[:SHOWN]:
        print(told(differing))
    print(f"incidents   {incidents:12,}")
    if altered:
        print(f"changed     {altered:12,}")
    print(f"agreements  {incidents + altered - len(found):12,}")
    print(f"disagree    {len(found):12,}")
    for name in ("grown", "coded", "declared"):
        spent = sum(part.seconds[name] for part in judged)
        print(f"{name:<12}{incidents / spent:12,.0f} a second and process")
    print(f"all         {(incidents + altered) / wall:12,.0f} a second")
    for row, count in rows.most_common():
        print(f"  {row:<22}{count:10,}{count / incidents:9.2%}")
    return int(bool(found))


def main() -> int:
    """Judge as many incidents as were asked for, in several processes."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=100_000, help="incidents to grow and judge")
    parser.add_argument("--changed", type=int, default=0, help="changed copies of each incident")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", default="two", help="the word that the seeds begin with")
    asked = parser.parse_args()
    pieces = [
        Piece(asked.seed, first, min(first + PIECE, asked.count), asked.changed)
        for first in range(0, asked.count, PIECE)
    ]
    before = perf_counter()
    judged: list[Judged] = []
    with ProcessPoolExecutor(asked.processes) as pool:
        for part in pool.map(judge, pieces):
            judged.append(part)
            if len(judged) % max(1, len(pieces) // 20) == 0:
                _progress(judged, perf_counter() - before)
    return _report(judged, perf_counter() - before)


if __name__ == "__main__":
    sys.exit(main())
