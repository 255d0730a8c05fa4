"""Who and what in an organisation can be cast, by standing."""

from collections.abc import Collection
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from watchfloor.seeds import Stream
from watchfloor.world import organisation
from watchfloor.world.activity import Cast
from watchfloor.world.background import QUIET, Maker
from watchfloor.world.entities import OUTSIDE_ADDRESSES, Host, Kind, Person
from watchfloor.world.event import Event
from watchfloor.world.organisation import POOL, Organisation
from watchfloor.world.record import Record


class Post(NamedTuple):
    """A machine, and who alone works at it, if anybody does."""

    host: Host
    user: str


class Standing(NamedTuple):
    """What is asked of a machine and of an account, if anything is."""

    is_critical: bool | None = None
    is_privileged: bool | None = None


ANY = Standing()
_SUBJECT = attrgetter("subject")


class Roster(NamedTuple):
    """An organisation, sorted for casting."""

    organisation: Organisation
    ordinary: tuple[Person, ...]
    privileged: tuple[Person, ...]
    critical_desks: tuple[Post, ...]
    """The critical workstations of those who are ordinary."""
    posts: dict[tuple[tuple[Kind, ...], Standing], tuple[Post, ...]]
    """The machines of some kinds and some standing, as they have been asked for."""
    by_name: dict[str, Post]
    """The machine of each name, and who alone works at it."""
    people: dict[str, Person]
    listed: dict[str, tuple[int, Record]]
    """What is known of each machine, and of each account, in a record without an id; in order."""
    ordinary_lines: tuple[tuple[Maker, tuple[Post, ...]], ...]
    """What makes each ordinary line, and the machines on which it does."""


@lru_cache(maxsize=POOL)
def roster(number: int) -> Roster:
    """Return the roster of the organisation with that *number*."""
    return sorted_by_standing(organisation.numbered(number))


@lru_cache(maxsize=2 * POOL)
def sorted_by_standing(grown: Organisation) -> Roster:
    """Return the roster of *grown*."""
    by_name = {host.name: Post(host, user_of(host)) for host in grown.hosts}
    ordinary = tuple([person for person in grown.people if not person.is_privileged])
    names = {person.name for person in ordinary}
    anywhere = {kinds: _of(by_name.values(), kinds) for kinds in _ORDINARY}
    return Roster(
        grown,
        ordinary,
        tuple([person for person in grown.people if person.is_privileged]),
        tuple([it for it in by_name.values() if it.host.is_critical and it.user in names]),
        {(kinds, ANY): posts for kinds, posts in anywhere.items()},
        by_name,
        {person.name: person for person in grown.people},
        _listed(grown),
        tuple([(quiet.make, anywhere[quiet.at]) for quiet in QUIET]),
    )


_ORDINARY = tuple(dict.fromkeys(quiet.at for quiet in QUIET))


def _of(posts: Collection[Post], kinds: tuple[Kind, ...]) -> tuple[Post, ...]:
    """Return those of *posts* that are of *kinds*, or all if there are none."""
    return tuple([post for post in posts if post.host.kind in kinds]) or tuple(posts)


def _posts(found: Roster, kinds: tuple[Kind, ...], standing: Standing) -> tuple[Post, ...]:
    """Return the machines of *kinds* that have that *standing*, and an owner who has it.

    Only a workstation is its owner's. Where there is no such machine, any of *kinds* will do, and
    where there is none of those, any.
    """
    is_critical, is_privileged = standing
    posts = of_kind = _of(found.by_name.values(), kinds)
    if is_critical is not None:
        posts = tuple([post for post in posts if post.host.is_critical == is_critical])
    if is_privileged is not None:
        others = found.ordinary if is_privileged else found.privileged
        names = {person.name for person in others}
        posts = tuple([post for post in posts if post.user not in names])
    return posts or of_kind


def _listed(grown: Organisation) -> dict[str, tuple[int, Record]]:
    """Return the records of the machines of *grown* and those of its people, each by name."""
    assets = sorted([_asset(host) for host in grown.hosts], key=_SUBJECT)
    identities = sorted([_identity(person) for person in grown.people], key=_SUBJECT)
    return {it.subject: (place, it) for place, it in enumerate(assets + identities)}


def _asset(host: Host) -> Record:
    """Return what the inventory says of *host*, with its owner unless it is their desk.

    Who works at a desk is in the log alone: beside a ticket it would tell who does not.
    """
    standing = "critical" if host.is_critical else "ordinary"
    owner = "" if user_of(host) else host.owner
    return Record("", "asset", host.name, host.kind, owner, standing)


def _identity(person: Person) -> Record:
    standing = "privileged" if person.is_privileged else "ordinary"
    return Record("", "identity", person.name, person.department, standing=standing)


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
        self.taken: set[str] = set()
        """The people and addresses outside that have a part."""

    def take(self, name: str) -> str:
        """Return *name*, which from now on has a part."""
        if name:
            self.taken.add(name)
        return name

    def person(self, *, is_privileged: bool | None = None) -> Person:
        """Return somebody with that standing, another one each time while there is one."""
        people = self._people
        if is_privileged is not None:
            people = (self.roster.privileged if is_privileged else self.roster.ordinary) or people
        place, cast = self._next + 1, self.taken
        for tried in range(place, place + len(people)):
            if people[tried % len(people)].name not in cast:
                place = tried
                break
        self._next = place
        found = people[place % len(people)]
        cast.add(found.name)
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
        return self._draw.pick(self.posts(kinds, Standing(is_critical, is_privileged))).host

    def posts(self, kinds: tuple[Kind, ...], standing: Standing) -> tuple[Post, ...]:
        """Return the machines of *kinds* that have that *standing*."""
        found = self.roster.posts.get((kinds, standing))
        if found is None:
            found = _posts(self.roster, kinds, standing)
            self.roster.posts[kinds, standing] = found
        return found

    def placed(
        self, kinds: tuple[Kind, ...], standing: Standing, word: int, besides: str = ""
    ) -> tuple[Host, str]:
        """Return a machine and an account of that *standing*, by *word*.

        At a workstation it is its owner's, who is cast once while others are left. The machine is
        another than *besides*.
        """
        posts, cast = self.posts(kinds, standing), self.taken
        first = word % len(posts)
        host, user = posts[first]
        if user in cast or host.name == besides:
            others = posts[first + 1 :] + posts[:first]
            free = (it for it in others if it.user not in cast and it.host.name != besides)
            host, user = next(free, Post(host, ""))
        if user:
            cast.add(user)
            return host, user
        return host, self.person(is_privileged=standing.is_privileged).name

    def cast(
        self, kinds: tuple[Kind, ...], standing: Standing, word: int, besides: str = ""
    ) -> Cast:
        """Return a cast of that *standing*, by *word*, with an address that nobody else has."""
        word, place = divmod(word, len(OUTSIDE_ADDRESSES))
        host, user = self.placed(kinds, standing, word, besides)
        other = self.anybody().name
        return Cast(self.roster.organisation, host, user, other, self.address(place))

    def beside(self, cast: Cast, kinds: tuple[Kind, ...]) -> Host:
        """Return where whoever is in *cast* does something else: there if it is of *kinds*."""
        if cast.host.kind in kinds:
            return cast.host
        desk = self.roster.organisation.desks.get(cast.user)
        return desk if desk is not None and desk.kind in kinds else self.host(kinds)

    def address(self, word: int) -> str:
        """Return an address outside by *word*, another one each time."""
        while (found := OUTSIDE_ADDRESSES[word % len(OUTSIDE_ADDRESSES)]) in self.taken:
            word += 1
        self.taken.add(found)
        return found

    def ordinary(self) -> Event:
        """Return something ordinary that somebody does somewhere."""
        make, posts = self._draw.pick(self.roster.ordinary_lines)
        return make(self.at(self._draw.pick(posts)), self._draw)

    def at(self, post: Post) -> Cast:
        """Return a cast for something ordinary at *post*, whose address is nobody's."""
        people, place, (host, user) = self._people, self._next, post
        count = len(people)
        self._next = place + 2
        user = user or people[(place + 1) % count].name
        other = people[(place + 2) % count].name
        if other == user:
            other = people[(place + 3) % count].name
        return Cast(self.roster.organisation, host, user, other, "")

    def present(self) -> Cast:
        """Return a cast for somebody at a desk, who has no other part."""
        host, user = self.placed(("workstation",), ANY, self._draw.word())
        return Cast(self.roster.organisation, host, user, user, "")
