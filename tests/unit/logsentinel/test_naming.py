from collections import Counter
from ipaddress import ip_address, ip_network

import pytest

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.naming import Naming, draw_story, name_estate
from watchfloor.seeds import Seed
from watchfloor.world.entities import is_outside

SEEDS = range(200)
PRIVATE = [ip_network(each) for each in ("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16")]
LATEST = 72_000
LONGEST = 200 * 60
"""No horizon is longer, in seconds."""


@pytest.fixture(scope="module", name="estates")
def _estates() -> list[Naming]:
    return [name_estate(Seed.of(seed)) for seed in SEEDS]


def test_an_estate_has_a_name_for_every_slot(estates: list[Naming]) -> None:
    """Services, machines and addresses come in the order of the slots, and no two are alike."""
    for named in (names for it in estates for names in (it.services, it.hosts, it.addresses)):
        assert len(named) == len(set(named)) == len(SLOTS)


def test_a_service_is_found_by_its_slot(estates: list[Naming]) -> None:
    """Whoever knows a slot gets the name of the service in it."""
    found = [estates[0].of(slot.name) for slot in SLOTS]

    assert tuple(found) == estates[0].services


def test_every_address_inside_is_private(estates: list[Naming]) -> None:
    """An estate uses networks that are routed nowhere."""
    found = [ip_address(address) for it in estates for address in it.addresses]

    assert all(any(address in network for network in PRIVATE) for address in found)


def test_estates_differ(estates: list[Naming]) -> None:
    """What a service is called says little about what it is for: no name is in many estates."""
    apis = Counter(it.of("api") for it in estates)
    hosts = Counter(it.hosts[0] for it in estates)

    assert len(apis) > len(estates) // 3
    assert apis.most_common(1)[0][1] < len(estates) // 10
    assert len(hosts) > len(estates) * 2 // 3


def test_one_name_stands_for_different_slots(estates: list[Naming]) -> None:
    """Some estates call their services after nothing that they do."""
    slots = {
        (name, slot.name) for it in estates for name, slot in zip(it.services, SLOTS, strict=True)
    }
    most = Counter(name for name, _ in slots).most_common(1)[0][1]

    assert most >= 3


def test_no_name_is_that_of_an_incident_type(estates: list[Naming]) -> None:
    """A name gives nothing away."""
    said = " ".join(name for it in estates for name in (*it.services, *it.hosts, *it.trade.routes))

    assert [kind for kind in INCIDENT_TYPES if kind.replace("_", "-") in said] == []


def test_the_last_tick_is_on_the_day_of_the_first(estates: list[Naming]) -> None:
    """No incident runs past midnight."""
    assert all(0 <= it.opens <= LATEST for it in estates)
    assert LATEST + LONGEST < 24 * 60 * 60


def test_the_same_seed_names_the_same_estate() -> None:
    """Names are a function of the seed."""
    assert name_estate(Seed.of(7)) == name_estate(Seed.of(7))
    assert name_estate(Seed.of(7)) != name_estate(Seed.of(8))


def test_a_story_has_somebody_inside_and_an_address_outside(estates: list[Naming]) -> None:
    """What an incident is joined by belongs to the estate, or to nobody."""
    draw = Seed.of(7).stream()
    stories = [(it, draw_story(it, draw)) for it in estates]

    assert all(is_outside(story.outside) for _, story in stories)
    assert all(story.account in it.people for it, story in stories)
