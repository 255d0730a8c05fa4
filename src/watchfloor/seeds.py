"""One integer to any number of independent, named streams of draws.

A seed is an address, not a generator: `Seed.of(7).child("background", 3)` names the same draws
whatever was read before it, in whatever order, in whichever process. Draws are BLAKE2b in counter
mode over the address, so they are the same on every platform and Python version; the standard
library's `random` promises that for one of its methods only.
"""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import TypeVar

import msgspec

T = TypeVar("T")

_BLOCK = Struct("<8Q")
_WORDS_PER_BLOCK = 8
_PERSON = b"watchfloor"
_UNIT = 1.0 / (1 << 53)


def _encode(part: int | str) -> bytes:
    if isinstance(part, str):
        text = part.encode()
        return b"s%d:%s" % (len(text), text)
    return b"i%d;" % part


class Seed(msgspec.Struct, frozen=True):
    """An address in the tree of all draws: a path of integers and names.

    >>> Seed.of(7).child("hosts", 2) == Seed.of(7).child("hosts").child(2)
    True
    >>> Seed.of(7).word(0) == Seed.of(8).word(0)
    False
    """

    path: tuple[int | str, ...]

    @classmethod
    def of(cls, *path: int | str) -> "Seed":
        """Return the seed at *path*."""
        return cls(path)

    def child(self, *path: int | str) -> "Seed":
        """Return the seed at *path* below this one."""
        return Seed(self.path + path)

    def key(self) -> bytes:
        """Return the 32 bytes that stand for this address."""
        address = b"".join(map(_encode, self.path))
        return blake2b(address, digest_size=32, person=_PERSON).digest()

    def word(self, index: int) -> int:
        """Return the 64-bit word at *index*, without drawing those before it."""
        block, lane = divmod(index, _WORDS_PER_BLOCK)
        return _words(self.key(), block)[lane]

    def stream(self) -> "Stream":
        """Return a cursor over the words of this address, at the first one."""
        return Stream(self.key())


def _words(key: bytes, block: int) -> tuple[int, ...]:
    return _BLOCK.unpack(blake2b(key + block.to_bytes(8, "little")).digest())


@lru_cache(maxsize=256)
def _places(bound: int) -> tuple[int, ...]:
    """Return what the digits of a word in base *bound* stand for, those that are drawn from it."""
    return tuple([bound**place for place in range(max(1, 32 // bound.bit_length()))])


def _nothing_to_draw(count: int) -> ValueError:
    return ValueError(f"there are {count} things to draw from; give at least 1")


class Stream:
    """A cursor over the words of one seed; give every independent purpose a seed of its own."""

    __slots__ = ("_block", "_key", "_words")

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._block = 0
        self._words: list[int] = []

    def _refill(self) -> list[int]:
        """Put the words of the next block behind those that are left; the next one is the last."""
        number = self._block
        self._block = number + 1
        block = _BLOCK.unpack(blake2b(self._key + number.to_bytes(8, "little")).digest())
        self._words = words = [*block[::-1], *self._words]
        return words

    def word(self) -> int:
        """Return the next 64-bit word."""
        return (self._words or self._refill()).pop()

    def words(self, count: int) -> list[int]:
        """Return the next *count* words.

        >>> Seed.of(7).stream().words(2) == [Seed.of(7).word(0), Seed.of(7).word(1)]
        True
        """
        if count < 1:
            return []
        held = self._words
        while len(held) < count:
            held = self._refill()
        taken = held[-count:]
        del held[-count:]
        taken.reverse()
        return taken

    def below(self, bound: int) -> int:
        """Return an integer from 0 to *bound* - 1; its bias is at most *bound* / 2**64."""
        if bound < 1:
            raise _nothing_to_draw(bound)
        return ((self._words or self._refill()).pop() * bound) >> 64

    def smalls(self, bound: int, count: int) -> list[int]:
        """Return *count* integers from 0 to *bound* - 1, several to a word.

        A word gives as many as leave it 32 bits to spare, one at least: its digits in base *bound*,
        the lowest first. So the bias of each is at most one in 2**32.

        >>> [number < 6 for number in Seed.of(7).stream().smalls(6, 3)]
        [True, True, True]
        """
        if bound < 1:
            raise _nothing_to_draw(bound)
        places = _places(bound)
        words = self.words(-(-count // len(places)))
        return [word // place % bound for word in words for place in places][:count]

    def between(self, low: int, high: int) -> int:
        """Return an integer from *low* to *high*, both included."""
        if high < low:
            raise _nothing_to_draw(high - low + 1)
        return low + (((self._words or self._refill()).pop() * (high - low + 1)) >> 64)

    def unit(self) -> float:
        """Return a number in [0, 1) with 53 random bits."""
        return (self.word() >> 11) * _UNIT

    def chance(self, numerator: int, denominator: int) -> bool:
        """Return true *numerator* times in *denominator*."""
        return self.below(denominator) < numerator

    def pick(self, items: Sequence[T]) -> T:
        """Return one of *items*."""
        words = self._words or self._refill()
        try:
            return items[(words.pop() * len(items)) >> 64]
        except IndexError:
            raise _nothing_to_draw(0) from None

    def weighted(self, items: Sequence[T], weights: Sequence[int]) -> T:
        """Return one of *items*, each as often as its whole-numbered weight says."""
        if len(items) != len(weights) or any(weight < 0 for weight in weights):
            found = f"{len(items)} items with weights {list(weights)!r}"
            message = f"{found}; give each item one weight of zero or more"
            raise ValueError(message)
        left, place = self.below(sum(weights)), 0
        while left >= weights[place]:
            left -= weights[place]
            place += 1
        return items[place]

    def sample(self, items: Sequence[T], count: int) -> list[T]:
        """Return *count* different *items*, in random order."""
        pool = list(items)
        if not 0 <= count <= len(pool):
            message = f"a sample of {count} from {len(pool)} items; give 0 to {len(pool)}"
            raise ValueError(message)
        for index, word in enumerate(self.words(count)):
            other = index + ((word * (len(pool) - index)) >> 64)
            pool[index], pool[other] = pool[other], pool[index]
        return pool[:count]

    def shuffled(self, items: Sequence[T]) -> list[T]:
        """Return *items* in random order."""
        return self.sample(items, len(items))
