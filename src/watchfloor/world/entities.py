"""Hosts, people and addresses.

Names and addresses are invented: inside, RFC 1918 networks; outside, the ranges set aside for
documentation. Every domain, of an organisation or of anybody else, ends in `.example`, which RFC
2606 reserves, so that nobody can own it. Nothing here can point at a machine that exists.
"""

from typing import Literal

import msgspec

from watchfloor.seeds import Stream

Kind = Literal[
    "workstation",
    "server",
    "domain_controller",
    "database",
    "mail_gateway",
    "web_server",
    "cloud_tenant",
]

OUTSIDE_NETWORKS = ("192.0.2", "198.51.100", "203.0.113")

OUTSIDE_ADDRESSES = tuple(
    f"{network}.{last}" for network in OUTSIDE_NETWORKS for last in range(1, 255)
)
OUTSIDE = frozenset(f"{network}.{last}" for network in OUTSIDE_NETWORKS for last in range(256))
"""Every address outside every organisation."""

DYNAMIC_NAMES = ".dyn.example"
"""How the names end that a provider of dynamic names gives to whoever asks, as real ones do."""


class Person(msgspec.Struct, frozen=True):
    """Somebody with an account."""

    name: str
    """The account name."""
    department: str
    is_privileged: bool


class Host(msgspec.Struct, frozen=True):
    """A machine the organisation manages."""

    name: str
    ip: str
    kind: Kind
    owner: str
    """The account that normally signs in here."""
    is_critical: bool


def outside_address(draw: Stream) -> str:
    """Return an address outside every organisation."""
    return draw.pick(OUTSIDE_ADDRESSES)


def is_outside(ip: str) -> bool:
    """Return whether *ip* is an address outside every organisation.

    >>> is_outside("203.0.113.9"), is_outside("10.4.0.9"), is_outside("203.0.113.gate")
    (True, False, False)
    """
    return ip in OUTSIDE
