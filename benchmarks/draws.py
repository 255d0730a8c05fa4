"""What a draw costs, by ways of making one; the figures behind decision 0003.

Each line is the best of seven rounds, in microseconds for one call.
"""

import random
from collections.abc import Callable
from hashlib import blake2b, shake_128
from timeit import repeat

from watchfloor.seeds import Seed

ROUNDS = 7
CALLS = 20_000

KEY = Seed.of(7).key()
BLOCK = (3).to_bytes(8, "little")
HERE = Seed.of(7, "lookout", "busy_gate")
CURSOR = HERE.stream()
SEEDED = random.Random(7)  # noqa: S311  # measured, not drawn from

WAYS: dict[str, Callable[[], object]] = {
    "BLAKE2b, 64 bytes, key as parameter": lambda: blake2b(BLOCK, key=KEY).digest(),
    "BLAKE2b, 64 bytes, key as prefix": lambda: blake2b(KEY + BLOCK).digest(),
    "SHAKE-128, 504 bytes": lambda: shake_128(KEY + BLOCK).digest(504),
    "random.Random(seed), made": lambda: random.Random(7),  # noqa: S311  # measured, not drawn from
    "random.Random, next word": lambda: SEEDED.getrandbits(64),
    "Stream.word, next word": CURSOR.word,
    "Seed.child.stream, first word": lambda: HERE.child("background", 3).stream().word(),
}


def microseconds(way: Callable[[], object]) -> float:
    """Return what one call of *way* takes."""
    return min(repeat(way, number=CALLS, repeat=ROUNDS)) / CALLS * 1e6


def main() -> None:
    """Print a line for each way."""
    for name, way in WAYS.items():
        print(f"{name:<38}{microseconds(way):6.2f}")


if __name__ == "__main__":
    main()
