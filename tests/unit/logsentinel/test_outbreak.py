from collections import Counter
from collections.abc import Iterator

import pytest

import rooms
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.outbreak import (
    CAUSED,
    CONTAINED,
    FLOODS,
    GROWN,
    LOUD,
    OPENING,
    QUIET,
    TIME,
    Incident,
    drawn_incidents,
)
from watchfloor.logsentinel.plan import Mix
from watchfloor.logsentinel.tables import SLOT_INDEX, TYPE_INDEX, TYPE_NAMES
from watchfloor.seeds import Seed

REAL_ONES = {"one": 1, "diversion": 3}
"""How many incidents there are where they may be of either family."""
EVERYWHERE = tuple(SLOT_INDEX.values())


def _drawn(mix: Mix, count: int = 60, **changes: int) -> Iterator[tuple[Incident, ...]]:
    plan = rooms.plan(mix, **changes)
    for number in range(count):
        yield drawn_incidents(Seed.of("outbreak", number).stream(), plan, EVERYWHERE)


def _families(incidents: tuple[Incident, ...]) -> list[str]:
    return [INCIDENT_TYPES[TYPE_NAMES[it.kind]].family for it in incidents]


@pytest.mark.parametrize(
    ("mix", "operational", "security"),
    [
        ("one", None, None),
        ("outage_and_intrusion", 1, 1),
        ("diversion", None, None),
        ("cascade", 2, 1),
        ("mixed", 1, 2),
        ("intruder", 0, 4),
        ("nothing", 0, 0),
    ],
)
def test_a_mix_is_made_of_what_it_says(
    mix: Mix, operational: int | None, security: int | None
) -> None:
    """Each mix has so many outages and so many intrusions, and the red herrings of the plan."""
    for incidents in _drawn(mix, red_herrings=2):
        families = _families(incidents)

        assert families.count("harmless") == 2
        if operational is None:
            assert len(families) == 2 + REAL_ONES[mix]
        else:
            assert families.count("operational") == operational
            assert families.count("security") == security


def test_every_type_comes_up_and_none_twice_in_a_world() -> None:
    """One of any type is one of every type, in the long run; in a world each is unlike the rest."""
    seen: set[int] = set()
    for incidents in _drawn("one", 400):
        kinds = [it.kind for it in incidents]
        seen.update(kinds)

        assert len(set(kinds)) == len(kinds)
    assert seen == set(range(len(TYPE_NAMES)))


def test_an_incident_is_where_its_type_can_be_and_where_a_service_is() -> None:
    """Nothing happens on a service that is absent."""
    plan, present = rooms.plan("mixed"), tuple(range(9))
    for number in range(100):
        for it in drawn_incidents(Seed.of("where", number).stream(), plan, present):
            slots = INCIDENT_TYPES[TYPE_NAMES[it.kind]].slots

            assert it.service in present
            assert it.service in [SLOT_INDEX[slot] for slot in slots]


def test_a_diversion_is_something_loud_before_a_quiet_intrusion_without_alerts() -> None:
    """What is loud comes first, and the alerts of the intrusion are lost in it."""
    for loud, intrusion, *_ in _drawn("diversion"):
        assert loud.kind in LOUD
        assert intrusion.kind in QUIET
        assert loud.starts < intrusion.starts
        assert intrusion.is_hushed
        assert not loud.is_hushed


@pytest.mark.parametrize("mix", ["cascade", "diversion", "mixed"])
def test_no_incident_can_be_told_from_the_name_of_its_scenario(mix: Mix) -> None:
    """Of three incidents no place holds one type on one service more than one time in four."""
    worlds = list(_drawn(mix, 400))
    for place in range(3):
        there = Counter((it[place].kind, it[place].service) for it in worlds)

        assert max(there.values()) <= len(worlds) / 4


def test_in_a_cascade_an_outage_can_bring_about_another() -> None:
    """The second outage hangs on the first and is one that it causes."""
    for first, second, *_ in _drawn("cascade"):
        assert (second.trigger, second.parent) == (GROWN, 0)
        assert second.kind in CAUSED[first.kind]


def test_an_intruder_has_other_ways_in_and_a_decoy() -> None:
    """What comes back hangs on what was held, and is another type."""
    for first, second, third, decoy, *_ in _drawn("intruder"):
        assert first.trigger == TIME
        assert (second.trigger, second.parent) == (CONTAINED, 0)
        assert (third.trigger, third.parent) == (CONTAINED, 1)
        assert decoy.kind in FLOODS
        assert decoy.starts < second.starts


def test_what_nothing_brings_about_begins_early() -> None:
    """Real incidents begin within the opening, red herrings in the first half."""
    for incidents in _drawn("outage_and_intrusion"):
        for it, family in zip(incidents, _families(incidents), strict=True):
            last = 24 if family == "harmless" else OPENING[1]

            assert OPENING[0] <= it.starts <= last


def test_quiet_intrusions_are_those_that_users_do_not_notice() -> None:
    """An exfiltration is quiet, ransomware is not."""
    assert TYPE_INDEX["injection_exfiltration"] in QUIET
    assert TYPE_INDEX["ransomware"] not in QUIET
