"""What runs: the services of an estate and who calls whom.

Every world has the same slots, so that a player can learn what an edge or a cache is for. Which of
the optional ones exist, what they are called, how much they matter and how much traffic they carry
is drawn with the world.
"""

from typing import NamedTuple

from watchfloor.logsentinel.fixed_point import parts


class Slot(NamedTuple):
    """A place in the graph that a service fills."""

    name: str
    summary: str
    tier: int
    """How much it matters, unless drawn otherwise: 0 the most, 2 the least."""
    utilisation: int
    """How much of its capacity an ordinary day takes."""
    is_optional: bool = False


class Call(NamedTuple):
    """Traffic from one service to another."""

    caller: str
    callee: str
    share: int
    """How much of the caller's traffic goes there."""
    criticality: int
    """How much of the callee's errors the caller passes on."""


SLOTS = (
    Slot("edge", "takes what comes from outside", 0, parts("0.45")),
    Slot("web", "serves pages", 0, parts("0.5")),
    Slot("api", "serves programs", 0, parts("0.5")),
    Slot("auth", "signs people in", 0, parts("0.45")),
    Slot("workers", "do what can wait", 1, parts("0.5")),
    Slot("queue", "holds what waits", 1, parts("0.4")),
    Slot("cache", "remembers answers", 1, parts("0.45")),
    Slot("primary", "the database that is written to", 0, parts("0.5")),
    Slot("first_replica", "a copy of the database to read from", 1, parts("0.45")),
    Slot("second_replica", "another copy to read from", 1, parts("0.45"), is_optional=True),
    Slot("search", "finds things", 2, parts("0.5"), is_optional=True),
    Slot("bastion", "the way in for administrators", 2, parts("0.2"), is_optional=True),
)
"""In the order of the kernel."""

CALLS = (
    Call("edge", "web", parts("1"), parts("0.9")),
    Call("web", "api", parts("0.9"), parts("0.8")),
    Call("edge", "api", parts("0.1"), parts("0.1")),
    Call("api", "auth", parts("0.7"), parts("0.6")),
    Call("web", "auth", parts("0.3"), parts("0.2")),
    Call("api", "queue", parts("1"), parts("0.25")),
    Call("api", "cache", parts("0.8"), parts("0.1")),
    Call("auth", "cache", parts("0.2"), parts("0.05")),
    Call("api", "primary", parts("0.5"), parts("0.7")),
    Call("auth", "primary", parts("0.2"), parts("0.6")),
    Call("workers", "primary", parts("0.3"), parts("0.4")),
    Call("api", "first_replica", parts("0.6"), parts("0.35")),
    Call("api", "second_replica", parts("0.6"), parts("0.2")),
    Call("web", "first_replica", parts("0.4"), parts("0.1")),
    Call("api", "search", parts("1"), parts("0.15")),
    Call("workers", "search", parts("0"), parts("0.1")),
    Call("web", "second_replica", parts("0.4"), parts("0.05")),
    Call("workers", "queue", parts("0"), parts("0")),
)
"""The last one carries no traffic: workers take from the queue, and so are near to it."""
