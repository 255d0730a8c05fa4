"""The words that occur: what an event of the environment looks like, for each type.

A crafted incident is told again in these words, so no text of an attacker reaches a defender. What
a rule sees in an event is kept; everything else about its words is drawn anew.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from watchfloor.seeds import Seed, Stream
from watchfloor.world import organisation
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.activity import Cast
from watchfloor.world.background import QUIET
from watchfloor.world.detection import noted
from watchfloor.world.entities import Kind, is_outside, outside_address
from watchfloor.world.event import Event

USER, ACCOUNT, ADDRESS = "somebody", "somebody-else", "192.0.2.255"
"""What stands in a sample for the names that an event brings itself."""

SAMPLES = 24


class Sense(NamedTuple):
    """What the rules and the records can see in one event."""

    type: str
    rules: tuple[str, ...]
    """The rules that take note of it, whether it makes them fire or not."""
    outcome: str
    who: tuple[str, ...]
    """For each column of names: nothing, inside or outside; people are inside."""


def sense(event: Event) -> Sense:
    """Return what the rules and the records can see in *event*."""
    who = (
        event.user and "inside",
        event.account and "inside",
        _side(event.source_ip),
        _side(event.target_ip),
    )
    return Sense(event.type, noted(event), event.outcome, who)


def _side(ip: str) -> str:
    return ip and ("outside" if is_outside(ip) else "inside")


@cache
def stock() -> dict[Sense, tuple[Event, ...]]:
    """Return samples of what occurs, by what can be seen in it."""
    found: dict[Sense, list[Event]] = {}
    for event, _ in _samples():
        found.setdefault(sense(event), []).append(event)
    return {key: tuple(events) for key, events in found.items()}


@cache
def _places() -> dict[Sense, frozenset[Kind]]:
    """Return the kinds of machine on which it occurs, by what can be seen in it."""
    found: dict[Sense, frozenset[Kind]] = {}
    for event, kinds in _samples():
        key = sense(event)
        found[key] = found.get(key, frozenset()) | frozenset(kinds)
    return found


def is_created(event: Event) -> bool:
    """Return whether *event* makes an account."""
    return event.type == "account_change" and event.name.lower() == "created"


@cache
def accounts() -> tuple[str, ...]:
    """Return names of accounts that are made."""
    return tuple(sorted({event.account for event, _ in _samples() if is_created(event)}))


@cache
def ports() -> tuple[int, ...]:
    """Return the ports that a sweep reaches for."""
    return tuple(sorted({event.port for event, _ in _samples() if event.port and not event.size}))


def _samples() -> Iterator[tuple[Event, tuple[Kind, ...]]]:
    """Return what occurs, with the kinds of machine where it does."""
    draw = Seed.of("lexicon").stream()
    grown = organisation.numbered(0)
    cast = Cast(grown, grown.hosts[0], USER, ACCOUNT, ADDRESS)
    for quiet in QUIET:
        for _ in range(4 * SAMPLES):
            yield quiet.make(cast, draw), quiet.at
    for activity in ACTIVITIES.values():
        for _ in range(SAMPLES):
            for event in activity.leaves(cast, draw):
                yield event, activity.at


def occurs(event: Event) -> bool:
    """Return whether anything that occurs looks as *event* does."""
    return bool(places(event))


@lru_cache(maxsize=4096)
def places(event: Event) -> frozenset[Kind]:
    """Return the kinds of machine on which anything occurs that looks as *event* does."""
    return _places().get(sense(event), frozenset())


def retold(event: Event, draw: Stream) -> Event:
    """Return *event* in words that occur, with its own place, people, addresses and time."""
    sample = draw.pick(stock()[sense(event)])
    address = event.target_ip or event.source_ip or outside_address(draw)

    def named(text: str) -> str:
        """Return *text* with the names of *event* where the sample has its own."""
        return (
            text.replace(ACCOUNT, event.account).replace(USER, event.user).replace(ADDRESS, address)
        )

    return replace(
        event,
        process=named(sample.process),
        parent=named(sample.parent),
        command=named(sample.command),
        path=named(sample.path),
        name=named(sample.name),
        size=sample.size,
        port=sample.port,
    )
