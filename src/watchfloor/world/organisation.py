"""The cast of entities, grown from a seed."""

from functools import cached_property, lru_cache

import msgspec

from watchfloor.seeds import Seed, Stream
from watchfloor.world.entities import Host, Kind, Person

POOL = 512
"""Organisations that incidents are set in; the last eighth is held out from training."""
HELD_OUT = POOL * 7 // 8

_SYLLABLES = (
    "ar",
    "bel",
    "cor",
    "dun",
    "el",
    "fen",
    "gar",
    "hol",
    "in",
    "jor",
    "kel",
    "lin",
    "mor",
)
_SECTORS = ("finance", "health", "logistics", "manufacturing", "public", "retail")
_FIRST = (
    *("ada", "bruno", "chen", "dora", "emil", "farah", "goran", "hana", "ivo", "jana", "kofi"),
    *("lena", "milan", "nora", "omar", "petra", "quinn", "rosa", "sami", "tove"),
)
_LAST = (
    *("abe", "brandt", "costa", "diaz", "eriksen", "fofana", "grau", "haas", "ito", "jansen"),
    *("kaya", "lindt", "moreau", "nowak", "okafor", "peters"),
)
_DEPARTMENTS = ("finance", "hr", "legal", "operations", "sales", "it")
_PRIVILEGED, _OTHERWISE = {"it": 15, "operations": 4}, 2
"""Of twenty people of a department, those who administer something."""
_STAFF = 2
"""Those who administer everything, in every organisation."""
_STYLES = ("{first}.{last}", "{initial}{last}", "{last}{initial}", "{first}_{last}")
_SHORT: dict[Kind, str] = {
    "workstation": "ws",
    "server": "srv",
    "domain_controller": "dc",
    "database": "db",
    "mail_gateway": "mx",
    "web_server": "web",
    "cloud_tenant": "cloud",
}
_MACHINES: tuple[Kind, ...] = (
    *("domain_controller", "mail_gateway", "cloud_tenant", "database", "database"),
    *("web_server", "web_server", "server", "server", "server", "server"),
)


class Organisation(msgspec.Struct, frozen=True, dict=True):
    """An employer with its people, its machines and its habits."""

    name: str
    domain: str
    sector: str
    people: tuple[Person, ...]
    hosts: tuple[Host, ...]
    opens: int
    """The hour at which work begins."""
    closes: int

    @cached_property
    def desks(self) -> dict[str, Host]:
        """Return the workstation of each of the people."""
        return {host.owner: host for host in self.hosts if host.kind == "workstation"}

    @cached_property
    def peers(self) -> list[list[Host]]:
        """Return the machines that are of one kind and alike critical, kind by kind."""
        found: dict[tuple[str, bool], list[Host]] = {}
        for host in self.hosts:
            found.setdefault((host.kind, host.is_critical), []).append(host)
        return [found[kind] for kind in sorted(found)]

    @cached_property
    def machines(self) -> dict[str, Host]:
        """Return each machine by its name."""
        return {host.name: host for host in self.hosts}

    @cached_property
    def addresses(self) -> dict[str, Host]:
        """Return each machine by its address."""
        return {host.ip: host for host in self.hosts}

    @cached_property
    def accounts(self) -> frozenset[str]:
        """Return the names of all accounts."""
        return frozenset([person.name for person in self.people])

    def host(self, name: str) -> Host | None:
        """Return the machine called *name*, if the organisation manages one."""
        return self.machines.get(name)

    def person(self, name: str) -> Person | None:
        """Return the owner of account *name*, if there is one."""
        return next((person for person in self.people if person.name == name), None)


def _people(draw: Stream, count: int) -> tuple[Person, ...]:
    style = draw.pick(_STYLES)
    accounts: dict[str, Person] = {}
    names = draw.sample([(first, last) for first in _FIRST for last in _LAST], count)
    for place, (first, last) in enumerate(names):
        name = style.format(first=first, last=last, initial=first[0])
        department = draw.pick(_DEPARTMENTS) if place >= _STAFF else "it"
        is_privileged = place < _STAFF or draw.below(20) < _PRIVILEGED.get(department, _OTHERWISE)
        accounts[name] = Person(name, department, is_privileged)
    return tuple(accounts.values())


def _hosts(draw: Stream, people: tuple[Person, ...]) -> tuple[Host, ...]:
    network = draw.pick(("10.{}", "172.{}", "192.168")).format(draw.between(16, 31))
    site, pattern = (
        draw.pick(_SYLLABLES),
        draw.pick(("{kind}-{site}-{n:02d}", "{site}{kind}{n:03d}")),
    )
    kinds: list[Kind] = [*_MACHINES]
    kinds.extend("workstation" for _ in people)
    owners = [draw.pick(people).name for _ in _MACHINES] + [person.name for person in people]
    return tuple(
        Host(
            name=pattern.format(kind=_SHORT[kind], site=site, n=index + 1),
            ip=_address(network, index),
            kind=kind,
            owner=owner,
            is_critical=_is_critical(draw, kind, index),
        )
        for index, (kind, owner) in enumerate(zip(kinds, owners, strict=True))
    )


def _address(network: str, index: int) -> str:
    return f"{network}.{index // 8}.{index + 10}"


def _is_critical(draw: Stream, kind: Kind, index: int) -> bool:
    """Return whether a machine is critical; of each pair of servers one is and one is not."""
    if kind in ("server", "database", "web_server"):
        return index % 2 == 0
    return draw.chance(1, 4)


def grow(seed: Seed) -> Organisation:
    """Return the organisation that *seed* stands for."""
    draw = seed.child("organisation").stream()
    name = "".join(draw.sample(_SYLLABLES, 2))
    people = _people(draw, draw.between(14, 28))
    opens = draw.between(6, 9)
    return Organisation(
        name=name.capitalize(),
        domain=f"{name}.example",
        sector=draw.pick(_SECTORS),
        people=people,
        hosts=_hosts(draw, people),
        opens=opens,
        closes=opens + draw.between(9, 11),
    )


@lru_cache(maxsize=POOL)
def numbered(number: int) -> Organisation:
    """Return the organisation with that *number* in the pool."""
    return grow(Seed.of("organisation", number))
