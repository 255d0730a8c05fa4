"""Who and what in an organisation can be cast, by standing."""

from functools import lru_cache
from typing import NamedTuple

from watchfloor.seeds import Stream
from watchfloor.world import organisation
from watchfloor.world.activity import Cast
from watchfloor.world.background import QUIET, Maker
from watchfloor.world.entities import Host, Kind, Person, outside_address
from watchfloor.world.organisation import POOL, Organisation


class Roster(NamedTuple):
    """An organisation, sorted for casting."""

    organisation: Organisation
    ordinary: tuple[Person, ...]
    privileged: tuple[Person, ...]
    choices: dict[tuple[tuple[Kind, ...], bool | None], tuple[Host, ...]]
    """The machines of some kinds with some standing, as they have been asked for."""
    hosts: dict[str, Host]
    people: dict[str, Person]
    ordinary_lines: tuple[tuple[Maker, tuple[Host, ...]], ...]
    """What makes each ordinary line, and the machines on which it does."""


@lru_cache(maxsize=POOL)
def roster(number: int) -> Roster:
    """Return the roster of the organisation with that *number*."""
    return sorted_by_standing(organisation.numbered(number))


def sorted_by_standing(grown: Organisation) -> Roster:
    """Return the roster of *grown*."""
    return Roster(
        grown,
        tuple(person for person in grown.people if not person.is_privileged),
        tuple(person for person in grown.people if person.is_privileged),
        {},
        {host.name: host for host in grown.hosts},
        {person.name: person for person in grown.people},
        tuple((quiet.make, _machines(grown, quiet.at, is_critical=None)) for quiet in QUIET),
    )


def _machines(
    grown: Organisation, kinds: tuple[Kind, ...], *, is_critical: bool | None
) -> tuple[Host, ...]:
    """Return the machines of *kinds* with that standing, or all machines if there are none."""
    found = tuple(
        host
        for host in grown.hosts
        if host.kind in kinds and is_critical in (None, host.is_critical)
    )
    return found or grown.hosts


class Casting:
    """Casts one incident: nobody is cast twice while others are left."""

    def __init__(self, found: Roster, draw: Stream) -> None:
        self.roster = found
        self._people = found.organisation.people
        self._draw = draw
        self._next = draw.below(1000)
        self._cast: set[str] = set()

    def person(self, *, is_privileged: bool | None = None) -> Person:
        """Return somebody with that standing, another one each time while there is one."""
        if is_privileged is None:
            people = self._people
        else:
            people = self.roster.privileged if is_privileged else self.roster.ordinary
        chosen = people or self._people
        found = chosen[self._next % len(chosen)]
        for place in range(self._next + 1, self._next + 1 + len(chosen)):
            found = chosen[place % len(chosen)]
            if found.name not in self._cast:
                self._next = place
                break
        self._cast.add(found.name)
        return found

    def anybody(self) -> Person:
        """Return somebody, whatever their standing."""
        self._next += 1
        people = self._people
        return people[self._next % len(people)]

    def host(self, kinds: tuple[Kind, ...], *, is_critical: bool | None = None) -> Host:
        """Return a machine of one of *kinds*, with that standing if one is asked for."""
        found = self.roster.choices.get((kinds, is_critical))
        if found is None:
            found = _machines(self.roster.organisation, kinds, is_critical=is_critical)
            self.roster.choices[kinds, is_critical] = found
        return self._draw.pick(found)

    def address(self) -> str:
        """Return an address outside, another one each time."""
        while (found := outside_address(self._draw)) in self._cast:
            pass
        self._cast.add(found)
        return found

    def bystander(self, kinds: tuple[Kind, ...]) -> Cast:
        """Return a cast for something ordinary, whose address is nobody's."""
        return self.at(self.host(kinds))

    def at(self, host: Host) -> Cast:
        """Return a cast for something ordinary on *host*, whose address is nobody's."""
        people, place = self._people, self._next
        self._next = place + 2
        user, other = people[(place + 1) % len(people)], people[(place + 2) % len(people)]
        return Cast(self.roster.organisation, host, user.name, other.name, "")

    def present(self) -> Cast:
        """Return a cast for somebody at a desk."""
        return self.bystander(("workstation",))
