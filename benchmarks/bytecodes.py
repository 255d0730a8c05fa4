"""How many bytecodes the triage game takes for one incident, and which functions take most.

    python benchmarks/bytecodes.py [--stage stage3_mixed] [--count 150] [--top 12]

The count is the same on every machine and every day, so it shows a change of one in a hundred where
times show only noise. What a bytecode calls in C is not counted, so times have the last word.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from watchfloor.opensoc import view
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed

if TYPE_CHECKING:
    from _typeshed import TraceFunction

T = TypeVar("T")


def counted(work: Callable[[T], object], items: Sequence[T]) -> Counter[str]:
    """Return how many bytecodes each function takes when *work* does all *items*."""
    found: Counter[str] = Counter()

    def trace(frame: FrameType, event: str, _arg: object) -> "TraceFunction":
        if event == "call":
            frame.f_trace_opcodes, frame.f_trace_lines = True, False
        elif event == "opcode":
            code = frame.f_code
            found[f"{Path(code.co_filename).name}: {code.co_name}"] += 1
        return trace

    sys.settrace(trace)
    for item in items:
        work(item)
    sys.settrace(None)
    return found


def _told(name: str, found: Counter[str], count: int, top: int) -> None:
    """Print what *name* takes for each of *count*, and the *top* functions."""
    print(f"{name:<40}{found.total() / count:10,.0f}")
    for function, taken in found.most_common(top):
        print(f"  {function:<38}{taken / count:10,.0f}{taken / found.total():8.1%}")


def _verify(case: Case) -> Truth:
    return verify(case.events, case.records, case.alert)


def main() -> int:
    """Count and print."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--stage", default="stage3_mixed", choices=tuple(STAGES))
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--top", type=int, default=12, help="functions to print for each")
    asked = parser.parse_args()
    stage = STAGES[asked.stage]
    seeds = [Seed.of("bytecodes", asked.stage, number) for number in range(asked.count)]
    cases = [grow(seed, stage).case for seed in seeds]
    for case in cases:  # what is computed once is not counted
        view.console(case)
    _told("grown", counted(lambda seed: grow(seed, stage), seeds), asked.count, asked.top)
    _told("shown", counted(view.console, cases), asked.count, asked.top)
    _told("verified", counted(_verify, cases), asked.count, asked.top)
    return 0


if __name__ == "__main__":
    sys.exit(main())
