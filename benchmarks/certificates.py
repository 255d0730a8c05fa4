"""Whether the certificates of generated incidents decide, and how often records alone do.

    python benchmarks/certificates.py [--count 5000] [--crafted 5000] [--seed certificates]

So many incidents of each stage are grown, and so many that the scripted attacker crafts go through
the gate; those that are admitted are judged beside the others. Each event and each record is taken
away in turn: one of the certificate has to change the answer or the certificate, another event
nothing at all, another record no answer. An answer hangs on the records if it becomes another when
nothing changes but one record of work, which is made to match what it missed (same machine, actor,
kind and hours) or to miss what it matched (its hours end before). The exit status is 1 if a bar
falls short.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator, Sequence
from math import sqrt
from typing import NamedTuple

from msgspec.structs import replace

from watchfloor.opensoc import crafting, transition
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.certificate import without
from watchfloor.opensoc.generator import ANYTHING, grow
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.twin import COVERING
from watchfloor.opensoc.verifier import verify
from watchfloor.opensoc.view import observe
from watchfloor.seeds import Seed
from watchfloor.world.detection import Signal, signals
from watchfloor.world.record import Record
from watchfloor.world.timeline import MINUTE

HARDEST = "stage4_adversarial"
MIXED = ("stage3_mixed", "stage4_adversarial")
HANGS_AT_LEAST = 0.25


class Removals(NamedTuple):
    """What taking things away came to."""

    deciding: int
    idle: int
    astray: tuple[str, ...]


def removals(case: Case, truth: Truth) -> Removals:
    """Return how many parts of *case* decide and do not, and those that do otherwise."""
    proof = all_names(truth.certificate) | {*truth.holds}
    found = (truth.answer, truth.row, truth.certificate)
    astray: list[str] = []
    for event in case.events:
        other = without(event.id, case.events, case.records, case.alert)
        if (found == (other.answer, other.row, other.certificate)) == (event.id in proof):
            astray.append(event.id)
    for record in case.records:
        other = without(record.id, case.events, case.records, case.alert)
        is_same = (truth.answer, truth.certificate) == (other.answer, other.certificate)
        if record.id in proof and is_same:
            astray.append(record.id)
        if record.id not in proof and other.answer != truth.answer:
            astray.append(record.id)
    count = len(case.events) + len(case.records)
    return Removals(len(proof), count - len(proof), tuple(astray))


def _rewritten(work: Record, heard: Sequence[Signal]) -> Iterator[Record]:
    """Return *work* with one point changed: closed before anything happens, or as one asks."""
    yield replace(work, closes=work.opens)
    for signal in heard:
        yield replace(work, host=signal.host)
        yield replace(work, actor=signal.actor)
        yield replace(work, role=COVERING[signal.rule][0])
        yield replace(work, opens=signal.first - MINUTE, closes=signal.last + MINUTE)


def hangs(case: Case, truth: Truth) -> bool:
    """Return whether one record of work, made to match or to miss, changes the answer."""
    heard = signals(case.events)
    for place, record in enumerate(case.records):
        if record.kind != "work" or record.role == LEAVE:
            continue
        for other in _rewritten(record, heard):
            records = (*case.records[:place], other, *case.records[place + 1 :])
            if verify(case.events, records, case.alert).answer != truth.answer:
                return True
    return False


def _tried(name: str, seed: str, count: int) -> int:
    """Print what stage *name* comes to; return how many of its bars fall short."""
    deciding = idle = hanging = 0
    astray: list[str] = []
    rows: Counter[str] = Counter()
    for number in range(count):
        grown = grow(Seed.of(seed, name, number), STAGES[name])
        found = removals(grown.case, grown.truth)
        deciding, idle = deciding + found.deciding, idle + found.idle
        astray += [f"{number}:{part}" for part in found.astray]
        rows[grown.truth.row] += 1
        if name in MIXED:
            hanging += hangs(grown.case, grown.truth)
    print(f"{name:<20}{count:8,} incidents{deciding:10,} deciding{idle:10,} idle", end="")
    print(f"{len(astray):6,} astray {' '.join(astray[:3])}")
    print("    " + ", ".join(f"{row} {share / count:.1%}" for row, share in rows.most_common()))
    short = int(bool(astray))
    if name in MIXED:
        share = hanging / count
        off = 1.96 * sqrt(share * (1 - share) / count)
        print(
            f"    hang on one record of work: {share:.1%} +- {off:.1%}, {HANGS_AT_LEAST:.0%} least"
        )
        short += share < HANGS_AT_LEAST
    return short


def _crafted(seed: str, count: int) -> int:
    """Print what the incidents come to that a script crafted and the gate admitted, as above."""
    deciding = idle = admitted = 0
    astray: list[str] = []
    for number in range(count):
        place = Seed.of(seed, "crafted", number)
        state = transition.open_with(STAGES[HARDEST], "self_play", place, ANYTHING)
        draw = place.child("attacker").stream()
        state = transition.apply(state, crafting.scripted(observe(state, "attacker"), draw)).state
        if state.case is None or state.truth is None:
            continue
        admitted += 1
        found = removals(state.case, state.truth)
        deciding, idle = deciding + found.deciding, idle + found.idle
        astray += [f"{number}:{part}" for part in found.astray]
    print(f"{'crafted, admitted':<20}{admitted:8,} incidents{deciding:10,} deciding", end="")
    print(f"{idle:10,} idle{len(astray):6,} astray {' '.join(astray[:3])}")
    return int(bool(astray) or not admitted)


def main() -> int:
    """Take everything away in turn; return 1 if a bar falls short."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=5_000, help="incidents of each stage")
    parser.add_argument("--crafted", type=int, default=5_000, help="incidents of the attacker")
    parser.add_argument("--seed", default="certificates", help="the word the seeds begin with")
    asked = parser.parse_args()
    short = sum(_tried(name, asked.seed, asked.count) for name in STAGES)
    short += _crafted(asked.seed, asked.crafted) if asked.crafted else 0
    print(f"{short} short of their bar" if short else "every bar holds")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
