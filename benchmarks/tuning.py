"""Finds the seven habits of the team `tuned` by the cross-entropy method, and tries them.

    python -m benchmarks.tuning [--held-out 150] [--write]

The search plays training seeds only: it draws teams around a guess, keeps the best ones, and draws
around those. The habits that come out are held against the starting point on other seeds, pair by
pair. `--write` writes them to `policies/tuned.py`. The exit status is 1 unless they beat the
starting point on every level, by more than the interval of the differences.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from math import cos, log, pi, sqrt
from pathlib import Path
from statistics import mean, stdev
from time import process_time
from typing import NamedTuple

import msgspec
from benchmarks.warrooms import FRESH, finished, gain, raw

from watchfloor.logsentinel import policies, team
from watchfloor.logsentinel.habits import Habits
from watchfloor.play.game import Setting
from watchfloor.play.policy import Policy
from watchfloor.seeds import Seed, Stream

LEVELS = ("easy", "medium", "hard")
TRAINING = range(1000, 1020)
"""Seeds of each level; what is found is held out against others."""
GENERATIONS = 5
TEAMS = 12
BEST = 3
SPREAD = 0.2
LEAST_SPREAD = 0.04

RANGES: dict[str, tuple[int, int]] = {
    "propose_at": (500_000, 1_000_000),
    "lone": (300_000, 1_000_000),
    "hand_at": (200_000, 1_000_000),
    "worry": (500, 990),
    "follow_at": (50_000, 600_000),
    "look_around": (0, 12),
    "quiet": (2, 30),
}
"""Between what each habit is looked for."""


BY_HAND = Habits(propose_at=800_000, hand_at=400_000, look_around=2, quiet=8)
"""What a person came to who tried values on the seeds from 0 to 79; to compare."""


class Guess(NamedTuple):
    """Where in the ranges the search draws next."""

    centre: tuple[float, ...]
    spread: tuple[float, ...]


def habits(point: Sequence[float]) -> Habits:
    """Return the habits at *point*, whose numbers say where in its range each of them lies."""
    found = {
        name: round(low + (high - low) * min(1.0, max(0.0, place)))
        for (name, (low, high)), place in zip(RANGES.items(), point, strict=True)
    }
    return Habits(**found)


def start() -> tuple[float, ...]:
    """Return the point of the habits that the heuristic has."""
    own = msgspec.structs.asdict(Habits())
    return tuple((own[name] - low) / (high - low) for name, (low, high) in RANGES.items())


def worth(settings: Sequence[Setting], chosen: Habits) -> list[float]:
    """Return what a team with the *chosen* habits earns in each of *settings*."""
    return [_earned(setting, chosen) for setting in settings]


def _earned(setting: Setting, chosen: Habits) -> float:
    players = Policy(name="some", summary="A team.", seat=team.seat(chosen))
    return raw(finished(setting, players))


def _normal(draw: Stream) -> float:
    """Return a number from the standard normal distribution."""
    return sqrt(-2 * log(1 - draw.unit())) * cos(2 * pi * draw.unit())


def improved(guess: Guess, settings: Sequence[Setting], draw: Stream) -> tuple[Guess, float]:
    """Return the guess around the best of the teams drawn from *guess*, and what these earn."""
    points = [guess.centre] + [
        tuple(
            min(1.0, max(0.0, centre + spread * _normal(draw)))
            for centre, spread in zip(guess.centre, guess.spread, strict=True)
        )
        for _ in range(TEAMS - 1)
    ]
    ranked = sorted(((mean(worth(settings, habits(it))), it) for it in points), reverse=True)
    best = ranked[:BEST]
    columns = list(zip(*(point for _, point in best), strict=True))
    centre = tuple(mean(column) for column in columns)
    spread = tuple(max(LEAST_SPREAD, stdev(column)) for column in columns)
    return Guess(centre, spread), mean([earned for earned, _ in best])


def searched() -> Habits:
    """Return the habits that the search ends with, telling how it goes."""
    settings = [Setting(level, "sequential", seed) for level in LEVELS for seed in TRAINING]
    draw, began = Seed.of("tuning", "search").stream(), process_time()
    guess = Guess(start(), (SPREAD,) * len(RANGES))
    print(f"start: {mean(worth(settings, Habits())):.3f} on {len(settings)} training episodes")
    for generation in range(1, GENERATIONS + 1):
        guess, earned = improved(guess, settings, draw)
        spent = process_time() - began
        print(f"generation {generation}: the best earn {earned:.3f}, {spent:.0f} s", flush=True)
    return habits(guess.centre)


def tried(chosen: Habits, count: int) -> int:
    """Print what *chosen* earn on seeds held out; return on how many levels that is no gain."""
    short = 0
    for level in LEVELS:
        settings = [Setting(level, "sequential", seed) for seed in range(FRESH, FRESH + count)]
        before, by_hand, after = (worth(settings, it) for it in (Habits(), BY_HAND, chosen))
        ahead, half = gain(before, after)
        short += ahead <= half
        beside, beside_half = gain(by_hand, after)
        print(
            f"{level:<8} {count} seeds held out: {mean(before):.3f} -> {mean(after):.3f}, "
            f"gain {ahead:+.3f} +-{half:.3f}; over values set by hand {mean(by_hand):.3f}, "
            f"{beside:+.3f} +-{beside_half:.3f}",
            flush=True,
        )
    return short


def write(chosen: Habits) -> None:
    """Write the policy with the *chosen* habits."""
    numbers = "".join(
        f"    {name}={number:_},\n" for name, number in msgspec.structs.asdict(chosen).items()
    )
    text = _POLICY.replace("NUMBERS", numbers.rstrip("\n"))
    (Path(policies.__path__[0]) / "tuned.py").write_text(text, "utf-8")


_POLICY = '''"""The team of the heuristic, with habits that a search on training seeds has found.

`benchmarks/tuning.py` writes this file.
"""

from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.team import seat
from watchfloor.play.policy import Policy

_HABITS = Habits(
NUMBERS
)

POLICY = Policy(
    name="tuned",
    summary="The heuristic with seven numbers found by search on training seeds.",
    seat=seat(_HABITS),
)
'''


def main() -> int:
    """Search, try and perhaps write; return 1 if there is no gain somewhere."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--held-out", type=int, default=150, help="seeds of each level to try on")
    parser.add_argument("--write", action="store_true", help="write the policy that is found")
    asked = parser.parse_args()
    chosen = searched()
    print("\n".join(f"  {name} = {it}" for name, it in msgspec.structs.asdict(chosen).items()))
    short = tried(chosen, asked.held_out)
    print(f"{process_time():.0f} s of processor time in all")
    if asked.write:
        write(chosen)
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
