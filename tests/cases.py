"""Incidents of the triage game, grown and made by hand, for whoever tests it."""

from collections.abc import Sequence
from functools import cache
from itertools import islice

from msgspec.structs import replace

from watchfloor.opensoc import generator
from watchfloor.opensoc.generator import Grown, Wish
from watchfloor.opensoc.runbook import ANSWERS, Found
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Firing, Grade
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import HOUR
from watchfloor.world.works import WORKS

BY_GRADE: dict[Grade, str] = {
    "attempt": "malware_blocked",
    "entry": "outside_sign_in",
    "code": "encoded_script",
    "grave": "control_disabled",
}
"""A rule of each grade that fires on a single event."""

NOON = 12 * HOUR


def event(rule: str, number: int = 1, **changes: str | int) -> Event:
    """Return an event on which *rule* fires, by ada on ws-01, as line *number* of the log."""
    found = replace(
        RULES[rule].fires_on[0][0],
        id=f"log-{number:02d}",
        second=NOON + 60 * number,
        host="ws-01",
        user="ada",
    )
    return replace(found, **changes)


def sign(grade: Grade, number: int = 1, **changes: str | int) -> Found:
    """Return a firing of *grade*, by ada on ws-01 from 192.0.2.1 unless *changes* say otherwise."""
    return fired(BY_GRADE[grade], number, **{"source_ip": "192.0.2.1", **changes})


def fired(rule: str, number: int = 1, **changes: str | int) -> Found:
    """Return *rule* with its firing on one event, which is line *number* of the log."""
    return RULES[rule], Firing((event(rule, number, **changes),))


def work(rule: str, name: str = "rec-01", **changes: str | int) -> Record:
    """Return a record that covers what *rule* finds of ada on ws-01 about noon."""
    covering = next(iter(works_on(rule)))
    found = Record(name, "work", "CHG-1000", covering, "", "", "ws-01", "ada", NOON - HOUR)
    return replace(replace(found, closes=NOON + HOUR), **changes)


def works_on(rule: str) -> Sequence[str]:
    """Return the kinds of work that cover *rule*."""
    return [work.name for work in WORKS.values() if rule in work.covers]


@cache
def grown(count: int = 4) -> tuple[Grown, ...]:
    """Return *count* incidents of each stage and answer."""
    return tuple(
        it
        for stage in STAGES.values()
        for answer in ANSWERS
        for it in islice(generator.many(Seed.of("cases"), stage, Wish(answer=answer)), count)
    )
