"""The cast of entities, grown from a seed."""

import msgspec

from watchfloor.seeds import Seed, Stream
from watchfloor.world.entities import Host, Kind, Person

_SYLLABLES = ("ar", "bel", "cor", "dun", "el", "fen", "gar", "hol", "in", "jor", "kel", "lin")
_SECTORS = ("finance", "health", "logistics", "manufacturing", "public", "retail")
_FIRST = (
    "ada",
    "bruno",
    "chen",
    "dora",
    "emil",
    "farah",
    "goran",
    "hana",
    "ivo",
    "jana",
    "kofi",
    "lena",
)
_LAST = ("abe", "brandt", "costa", "diaz", "eriksen", "fofana", "grau", "haas", "ito", "jansen")
_DEPARTMENTS = ("finance", "hr", "legal", "operations", "sales", "it")
_PREFIX: dict[Kind, str] = {
    "workstation": "ws",
    "server": "srv",
    "domain_controller": "dc",
    "database": "db",
    "mail_gateway": "mx",
}


class Organisation(msgspec.Struct, frozen=True):
    """An employer with its people, its machines and its habits."""

    name: str
    domain: str
    sector: str
    people: tuple[Person, ...]
    hosts: tuple[Host, ...]
    opens: int
    """The hour at which work begins."""
    closes: int

    def host(self, name: str) -> Host | None:
        """Return the machine called *name*, if the organisation manages one."""
        return next((host for host in self.hosts if host.name == name), None)

    def person(self, name: str) -> Person | None:
        """Return the owner of account *name*, if there is one."""
        return next((person for person in self.people if person.name == name), None)


def _people(draw: Stream, count: int) -> tuple[Person, ...]:
    dotted = draw.chance(1, 2)
    full = draw.sample([(first, last) for first in _FIRST for last in _LAST], count)
    return tuple(
        Person(
            name=f"{first}.{last}" if dotted else f"{first[0]}{last}",
            department="it" if index == 0 else draw.pick(_DEPARTMENTS),
            is_privileged=index == 0 or draw.chance(1, 10),
        )
        for index, (first, last) in enumerate(_distinct(full, dotted=dotted))
    )


def _distinct(full: list[tuple[str, str]], *, dotted: bool) -> list[tuple[str, str]]:
    """Drop whoever would share an account name with somebody before."""
    by_account = {(first if dotted else first[0], last): (first, last) for first, last in full}
    return list(by_account.values())


def _hosts(draw: Stream, people: tuple[Person, ...]) -> tuple[Host, ...]:
    network = f"10.{draw.between(1, 250)}"
    site = draw.pick(_SYLLABLES)
    kinds: list[Kind] = ["domain_controller", "database", "mail_gateway", "server", "server"]
    owners = [people[0].name] * len(kinds)
    kinds.extend("workstation" for _ in people)
    owners += [person.name for person in people]
    return tuple(
        Host(
            name=f"{_PREFIX[kind]}-{site}-{index + 1:02d}",
            ip=f"{network}.{0 if index < len(kinds) - len(people) else 1}.{index + 10}",
            kind=kind,
            owner=owner,
            is_critical=kind in ("domain_controller", "database"),
        )
        for index, (kind, owner) in enumerate(zip(kinds, owners, strict=True))
    )


def grow(seed: Seed) -> Organisation:
    """Return the organisation that *seed* stands for."""
    draw = seed.child("organisation").stream()
    name = "".join(draw.sample(_SYLLABLES, 2))
    people = _people(draw, draw.between(6, 14))
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
