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
    choices: dict[tuple[tuple[Kind, ...], bool | None, bool | None], tuple[Host, ...]]
    """The machines of some kinds with some standing, as they have been asked for."""
    desks: dict[str, Host]
    """The workstation of each of the people."""
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
        {host.owner: host for host in grown.hosts if host.kind == "workstation"},
        {host.name: host for host in grown.hosts},
        {person.name: person for person in grown.people},
        tuple((quiet.make, _machines(grown, quiet.at)) for quiet in QUIET),
    )


def _machines(
    grown: Organisation,
    kinds: tuple[Kind, ...],
    *,
    is_critical: bool | None = None,
    is_privileged: bool | None = None,
) -> tuple[Host, ...]:
    """Return the machines of *kinds* with that standing, and with an owner who has that of people.

    Only a workstation is its owner's. Where there is no such machine, any of *kinds* will do, and
    where there is none of those, any.
    """
    standing = {person.name: person.is_privileged for person in grown.people}
    of_kind = tuple(host for host in grown.hosts if host.kind in kinds)
    found = tuple(
        host
        for host in of_kind
        if is_critical in (None, host.is_critical)
        and (is_privileged is None or standing.get(user_of(host), is_privileged) == is_privileged)
    )
    return found or of_kind or grown.hosts


def user_of(host: Host) -> str:
    """Return who alone works at *host*, if anybody does."""
    return host.owner if host.kind == "workstation" else ""


class Casting:
    """Casts one incident: nobody is cast twice while others are left."""

    def __init__(self, found: Roster, draw: Stream) -> None:
        self.roster = found
        self._people = found.organisation.people
        self._draw = draw
        self._next = draw.below(1000)
        self._cast: set[str] = set()

    def is_cast(self, name: str) -> bool:
        """Return whether the person or the address *name* has a part."""
        return name in self._cast

    def take(self, name: str) -> str:
        """Return *name*, which from now on has a part."""
        if name:
            self._cast.add(name)
        return name

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
        else:
            self._next += 1
        self._cast.add(found.name)
        return found

    def anybody(self) -> Person:
        """Return somebody, whatever their standing."""
        self._next += 1
        people = self._people
        return people[self._next % len(people)]

    def host(
        self,
        kinds: tuple[Kind, ...],
        *,
        is_critical: bool | None = None,
        is_privileged: bool | None = None,
    ) -> Host:
        """Return a machine of one of *kinds*, with that standing if one is asked for."""
        key = (kinds, is_critical, is_privileged)
        found = self.roster.choices.get(key)
        if found is None:
            found = _machines(
                self.roster.organisation,
                kinds,
                is_critical=is_critical,
                is_privileged=is_privileged,
            )
            self.roster.choices[key] = found
        return self._draw.pick(found)

    def placed(
        self,
        kinds: tuple[Kind, ...],
        *,
        is_critical: bool | None = None,
        is_privileged: bool | None = None,
    ) -> tuple[Host, str]:
        """Return a machine with that standing, and the account of somebody with theirs on it.

        At a workstation that is its owner, who is cast once while others are left.
        """
        host = self.host(kinds, is_critical=is_critical, is_privileged=is_privileged)
        for _ in self._people:
            owner = user_of(host)
            if not owner:
                break
            if owner not in self._cast:
                self._cast.add(owner)
                return host, owner
            host = self.host(kinds, is_critical=is_critical, is_privileged=is_privileged)
        return host, self.person(is_privileged=is_privileged).name

    def beside(self, cast: Cast, kinds: tuple[Kind, ...]) -> Host:
        """Return where whoever is in *cast* does something else: there if it is of *kinds*."""
        if cast.host.kind in kinds:
            return cast.host
        desk = self.roster.desks.get(cast.user)
        return desk if desk is not None and desk.kind in kinds else self.host(kinds)

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
        user = user_of(host) or people[(place + 1) % len(people)].name
        other = people[(place + 2) % len(people)].name
        if other == user:
            other = people[(place + 3) % len(people)].name
        return Cast(self.roster.organisation, host, user, other, "")

    def present(self) -> Cast:
        """Return a cast for somebody at a desk, who has no other part."""
        host, user = self.placed(("workstation",))
        return Cast(self.roster.organisation, host, user, user, "")
