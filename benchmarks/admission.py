"""How many incidents that mean nothing get past the gate, what they earn, and how long that takes.

    python benchmarks/admission.py [--count 100000] [--processes 2] [--seed gate]

The incidents come from three makers of nonsense, from clumsy to cunning, in equal parts. Beside
them stand scripted incidents, which ought to be admitted, and sweeps around every threshold, which
ought not to be. The exit status is 1 if a bar is missed.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from statistics import median
from time import perf_counter
from typing import NamedTuple

from watchfloor.audit import attacks
from watchfloor.opensoc import admission, crafting, nonsense, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import Rejected
from watchfloor.opensoc.generator import ANYTHING
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.terms import TERMS
from watchfloor.opensoc.transition import apply
from watchfloor.opensoc.verifier import judge
from watchfloor.play.observation import Observation
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed

PIECE = 1000
"""Incidents that one process puts before the gate before it says so."""
MOST_ADMITTED = 0.01
LEAST_SCRIPTED = 0.97
SLOWEST_MEDIAN = 0.001
SLOWEST = 0.05
STAGE = STAGES["stage4_adversarial"]


class Piece(NamedTuple):
    """A stretch of incidents by one maker."""

    maker: str
    seed: str
    first: int
    last: int


class Tried(NamedTuple):
    """What came of a piece."""

    maker: str
    gates: Counter[str]
    paid: dict[str, int]
    """What the attacker earned, in millionths, by recipe."""
    seconds: list[float]


def _briefed(seed: Seed) -> tuple[Brief, Observation]:
    brief = admission.briefed(seed, STAGE, ANYTHING)
    return brief, view.observe(State("self_play", STAGE.name, brief=brief), "attacker")


def _made(piece: Piece) -> Iterator[tuple[Brief, CraftIncident]]:
    for number in range(piece.first, piece.last):
        seed = Seed.of(piece.seed, piece.maker, number)
        brief, seen = _briefed(seed)
        draw = seed.child("attacker").stream()
        if piece.maker == "scripted":
            yield brief, crafting.scripted(seen, draw)
        elif piece.maker == "on_edges":
            yield brief, nonsense.on_an_edge(seen, draw)
        else:
            yield brief, nonsense.crafted(seen, draw, nonsense.MAKERS[piece.maker])


def _earned(brief: Brief, action: CraftIncident) -> dict[str, int]:
    """Return what the attacker is paid by each recipe, against an honest reader."""
    state = apply(State("self_play", STAGE.name, brief=brief), action).state
    state = attacks.answered(state, "heuristic")
    verdict = judge(state)[0]
    return {name: recipe.price(verdict, TERMS).total for name, recipe in RECIPES.items()}


def tried(piece: Piece) -> Tried:
    """Return what the gate makes of *piece*."""
    gates, paid = Counter[str](), dict.fromkeys(RECIPES, 0)
    seconds: list[float] = []
    for brief, action in _made(piece):
        before = perf_counter()
        found = admission.admit(action, brief)
        seconds.append(perf_counter() - before)
        gates[found.gate if isinstance(found, Rejected) else "admitted"] += 1
        for name, amount in _earned(brief, action).items():
            paid[name] += amount
    return Tried(piece.maker, gates, paid, seconds)


def _pieces(seed: str, counts: dict[str, int]) -> list[Piece]:
    return [
        Piece(maker, seed, first, min(first + PIECE, count))
        for maker, count in counts.items()
        for first in range(0, count, PIECE)
    ]


def _told(maker: str, parts: list[Tried]) -> tuple[float, float]:
    """Print what came of the incidents of *maker*; return the share admitted and the median."""
    gates = sum((part.gates for part in parts), Counter[str]())
    paid = {name: sum(part.paid[name] for part in parts) for name in RECIPES}
    seconds = sorted(second for part in parts for second in part.seconds)
    count = len(seconds)
    rate, middle = gates["admitted"] / count, median(seconds)
    print(f"{maker}: {count:,} tried, {gates['admitted']:,} admitted ({rate:.3%})")
    means = ", ".join(f"{name} {paid[name] / ONE / count:+.5f}" for name in RECIPES)
    print(f"  the attacker earns on average {means}")
    print(f"  milliseconds: median {1e3 * middle:.3f}, slowest {1e3 * seconds[-1]:.1f}")
    for gate, found in gates.most_common():
        print(f"  {gate:<20}{found:10,}{found / count:10.2%}")
    return rate, middle


def _missed(told: dict[str, tuple[float, float]]) -> list[str]:
    """Return the bars that are missed."""
    missed = [
        f"{maker}: more than {MOST_ADMITTED:.0%} admitted"
        for maker in nonsense.MAKERS
        if told[maker][0] >= MOST_ADMITTED
    ]
    if told["scripted"][0] < LEAST_SCRIPTED:
        missed.append(f"scripted: fewer than {LEAST_SCRIPTED:.0%} admitted")
    if told["scripted"][1] > SLOWEST_MEDIAN:
        missed.append("scripted: the gate takes more than a millisecond")
    if told["on_edges"][0] > 0:
        missed.append("on_edges: an incident on an edge was admitted")
    return missed


def main() -> int:
    """Put as many incidents before the gate as were asked for, in several processes."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=100_000, help="incidents that mean nothing")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", default="gate", help="the word that the seeds begin with")
    asked = parser.parse_args()
    few = max(1, asked.count // 20)
    counts = dict.fromkeys(nonsense.MAKERS, -(-asked.count // len(nonsense.MAKERS)))
    pieces = _pieces(asked.seed, {**counts, "scripted": few, "on_edges": few})
    done: list[Tried] = []
    before = perf_counter()
    with ProcessPoolExecutor(asked.processes) as pool:
        for part in pool.map(tried, pieces):
            done.append(part)
            if len(done) % max(1, len(pieces) // 20) == 0:
                wall = perf_counter() - before
                print(f"{len(done)} of {len(pieces)} pieces, {wall:.0f} s", file=sys.stderr)
    makers = dict.fromkeys(piece.maker for piece in pieces)
    told = {maker: _told(maker, [part for part in done if part.maker == maker]) for maker in makers}
    missed = _missed(told)
    for line in missed:
        print(f"missed: {line}")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
