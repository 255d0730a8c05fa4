"""What shows an answer: ids of events and records, of which sometimes any of several will do."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations, product
from typing import TypeAlias

import msgspec


class Choice(msgspec.Struct, frozen=True):
    """One id of each of so many of some groups, whichever they are."""

    least: int
    of: tuple[tuple[str, ...], ...]


Proof: TypeAlias = tuple[str | Choice, ...]
"""The ids that are all needed, sorted, and after them choices.

So one proof tells several minimal sets: a count is reached by any of its events that are enough.
"""


def names(proof: Proof) -> list[str]:
    """Return every id that *proof* holds.

    >>> names(("rec-01", Choice(2, (("log-01",), ("log-02", "log-03"), ("log-04",)))))
    ['rec-01', 'log-01', 'log-02', 'log-03', 'log-04']
    """
    found: list[str] = []
    for part in proof:
        if isinstance(part, str):
            found.append(part)
        else:
            found += [name for group in part.of for name in group]
    return found


def all_names(proofs: Iterable[Proof]) -> set[str]:
    """Return every id that one of *proofs* holds."""
    return {name for proof in proofs for name in names(proof)}


def size(proof: Proof) -> int:
    """Return how many ids each minimal set of *proof* has.

    >>> size(("rec-01", Choice(2, (("log-01",), ("log-02", "log-03"), ("log-04",)))))
    3
    """
    return sum(1 if isinstance(part, str) else part.least for part in proof)


def spelled(proof: Proof) -> Iterator[tuple[str, ...]]:
    """Return each minimal set that *proof* stands for, sorted.

    >>> list(spelled(("a", Choice(1, (("b",), ("c", "d"))))))
    [('a', 'b'), ('a', 'c'), ('a', 'd')]
    """
    fixed = [part for part in proof if isinstance(part, str)]
    chosen = [_chosen(part) for part in proof if not isinstance(part, str)]
    for taken in product(*chosen):
        yield tuple(sorted((*fixed, *(name for part in taken for name in part))))


def _chosen(choice: Choice) -> list[tuple[str, ...]]:
    return [taken for groups in combinations(choice.of, choice.least) for taken in product(*groups)]


def shortest(proofs: Iterable[Proof]) -> tuple[str, ...]:
    """Return a smallest of the minimal sets of *proofs*; nothing if there is none."""
    found = min(proofs, key=size, default=())
    return next(spelled(found))


def told(proof: Proof) -> str:
    """Return *proof* in words.

    >>> told(("rec-01", Choice(2, (("log-01",), ("log-02", "log-03"), ("log-04",)))))
    'rec-01, 2 of (log-01, log-02 or log-03, log-04)'
    """
    return ", ".join(part if isinstance(part, str) else _of(part) for part in proof)


def _of(choice: Choice) -> str:
    return f"{choice.least} of ({', '.join(' or '.join(group) for group in choice.of)})"


def smallest(proofs: Sequence[Proof]) -> tuple[Proof, ...]:
    """Return *proofs*, each once, without those that hold another.

    >>> smallest([("a", "b"), ("b",), ("b",)])
    (('b',),)
    """
    if len(proofs) == 1:
        return (proofs[0],)
    found = tuple(dict.fromkeys(proofs))
    if all(size(proof) == size(found[0]) for proof in found):
        return found
    return tuple(proof for proof in found if not any(_holds(proof, other) for other in found))


def _holds(proof: Proof, other: Proof) -> bool:
    """Return whether all of *other* is among what *proof* needs, and more."""
    needed = {part for part in proof if isinstance(part, str)}
    return size(other) < size(proof) and needed.issuperset(names(other))
