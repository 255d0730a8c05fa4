from ipaddress import ip_address, ip_network

import pytest

from watchfloor.seeds import Seed
from watchfloor.world.entities import OUTSIDE_NETWORKS, is_outside, outside_address

DOCUMENTATION = [ip_network(name) for name in ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24")]


def test_an_outside_address_belongs_to_nobody() -> None:
    """Every drawn address lies in a range set aside for documentation, and names a host there."""
    draw = Seed.of("outside").stream()
    drawn = [ip_address(outside_address(draw)) for _ in range(300)]

    assert all(any(found in network for network in DOCUMENTATION) for found in drawn)
    assert all(int(found) % 256 not in {0, 255} for found in drawn)


def test_every_outside_network_is_drawn_from() -> None:
    """The draws reach all the ranges there are."""
    draw = Seed.of("outside").stream()

    assert {outside_address(draw).rpartition(".")[0] for _ in range(100)} == set(OUTSIDE_NETWORKS)


@pytest.mark.parametrize("ip", ["192.0.2.1", "198.51.100.254", "203.0.113.9"])
def test_documentation_addresses_are_outside(ip: str) -> None:
    """The ranges that strangers come from are outside."""
    assert is_outside(ip)


@pytest.mark.parametrize("ip", ["10.4.0.9", "10.192.0.2", "192.0.21.1", "203.0.11.3", ""])
def test_other_addresses_are_not_outside(ip: str) -> None:
    """Neither the organisation's addresses nor those that look alike are outside."""
    assert not is_outside(ip)
