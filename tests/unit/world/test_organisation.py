from ipaddress import ip_address
from typing import get_args

import pytest

from watchfloor.codec import digest
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.entities import Kind
from watchfloor.world.organisation import Organisation

GROWN = [organisation.grow(Seed.of(seed)) for seed in range(60)]


def test_one_seed_grows_one_organisation() -> None:
    """The same seed grows the same organisation, different seeds different ones."""
    assert organisation.grow(Seed.of(3)) == GROWN[3]
    assert len({digest(grown) for grown in GROWN}) == len(GROWN)


@pytest.mark.parametrize("grown", GROWN, ids=lambda grown: grown.name)
def test_nothing_is_called_like_another(grown: Organisation) -> None:
    """Names and addresses of machines, and accounts, are each unique."""
    for names in (
        [host.name for host in grown.hosts],
        [host.ip for host in grown.hosts],
        [person.name for person in grown.people],
    ):
        assert len(set(names)) == len(names)


@pytest.mark.parametrize("grown", GROWN, ids=lambda grown: grown.name)
def test_an_organisation_is_complete(grown: Organisation) -> None:
    """There is a machine of every kind, a desk for everyone, an administrator, and an evening."""
    desks = [host.owner for host in grown.hosts if host.kind == "workstation"]

    assert {host.kind for host in grown.hosts} == set(get_args(Kind))
    assert desks == [person.name for person in grown.people]
    assert any(person.is_privileged for person in grown.people)
    assert any(host.is_critical for host in grown.hosts)
    assert 0 < grown.opens < grown.closes < 24


@pytest.mark.parametrize("grown", GROWN, ids=lambda grown: grown.name)
def test_an_organisation_cannot_be_mistaken_for_a_real_one(grown: Organisation) -> None:
    """Addresses are private ones and the domain is a reserved one."""
    assert all(ip_address(host.ip).is_private for host in grown.hosts)
    assert grown.domain.endswith(".example")


def test_machines_and_people_are_found_by_name() -> None:
    """A known name leads to its machine or its owner, an unknown one to nobody."""
    grown = GROWN[0]

    assert [grown.host(host.name) for host in grown.hosts] == list(grown.hosts)
    assert [grown.person(person.name) for person in grown.people] == list(grown.people)
    assert grown.host("nowhere") is None
    assert grown.person("nobody") is None


def test_every_machine_has_an_owner_who_works_there() -> None:
    """Whoever normally signs in to a machine is one of the people."""
    assert all(grown.person(host.owner) for grown in GROWN for host in grown.hosts)


def test_the_pool_is_numbered() -> None:
    """A number of the pool stands for one organisation, and the last of them are held out."""
    numbers = (0, organisation.HELD_OUT - 1, organisation.HELD_OUT, organisation.POOL - 1)

    assert len({digest(organisation.numbered(number)) for number in numbers}) == len(numbers)
    assert organisation.numbered(0) == organisation.numbered(0)
    assert 0 < organisation.HELD_OUT < organisation.POOL


@pytest.mark.parametrize("grown", GROWN, ids=lambda grown: grown.name)
def test_both_standings_are_there_for_machines_and_people(grown: Organisation) -> None:
    """Of servers some are critical and some are not, and so it is with privileges."""
    servers = {host.is_critical for host in grown.hosts if host.kind == "server"}

    assert servers == {False, True}
    assert {person.is_privileged for person in grown.people} == {False, True}


def test_machines_and_accounts_are_found_by_their_names() -> None:
    """A machine is found by its name and by its address, and every account is known."""
    for grown in GROWN:
        assert [grown.machines[host.name] for host in grown.hosts] == [*grown.hosts]
        assert [grown.addresses[host.ip] for host in grown.hosts] == [*grown.hosts]
        assert grown.accounts == {person.name for person in grown.people}
        assert grown.host("nowhere") is None
