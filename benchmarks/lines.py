"""What it costs to write and to read a line, for each dialect and for records.

Each figure is nanoseconds of processor time for one line, over 2,000 generated incidents: the least
and the median of seven rounds. Lines are written of events just made, so every part is gone through
once before it is timed.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from statistics import median
from time import process_time
from typing import TypeVar

from watchfloor.opensoc import record_line
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import many
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed

CASES = 2_000
ROUNDS = 7
PART = 500

T = TypeVar("T")


def cases() -> list[Case]:
    """Return the incidents, as many of each stage."""
    seed = Seed.of("benchmark", "lines")
    each = CASES // len(STAGES)
    return [
        grown.case
        for name, stage in STAGES.items()
        for grown in islice(many(seed.child(name), stage), each)
    ]


def figures(work: Callable[[T], object], things: Sequence[T]) -> tuple[float, float]:
    """Return the least and the median nanoseconds that *work* takes for one of *things*."""
    found = [sum(_took(work, part) for part in _parts(things)) for _ in range(ROUNDS)]
    return min(found) / len(things) * 1e9, median(found) / len(things) * 1e9


def _took(work: Callable[[T], object], part: Sequence[T]) -> float:
    """Return the seconds that *work* takes for all of *part*, the second time."""
    for thing in part:
        work(thing)
    before = process_time()
    for thing in part:
        work(thing)
    return process_time() - before


def _parts(things: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(things), PART):
        yield things[start : start + PART]


def reading(read: Callable[[str, str], object]) -> Callable[[tuple[str, str]], object]:
    """Return *read* for an id and a line in one."""
    return lambda pair: read(*pair)


def show(name: str, *pairs: tuple[float, float]) -> None:
    """Print a line of figures."""
    print(f"{name:<10}", *(f"{least:10,.0f}{middle:10,.0f}" for least, middle in pairs))


def main() -> None:
    """Print a line for each dialect and one for records."""
    grown = cases()
    events = [event for case in grown for event in case.events]
    records = [record for case in grown for record in case.records]
    print(f"{len(events):,} events and {len(records):,} records; ns for one, least and median")
    print(f"{'':<10}{'write':>11}{'':>10}{'read':>11}")
    for name, dialect in DIALECTS.items():
        lines = [(event.id, dialect.write(event)) for event in events]
        show(name, figures(dialect.write, events), figures(reading(dialect.read), lines))
    lines = [(record.id, record_line.write(record)) for record in records]
    show(
        *("records", figures(record_line.write, records)),
        figures(reading(record_line.read), lines),
    )


if __name__ == "__main__":
    main()
