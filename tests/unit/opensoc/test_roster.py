import pytest

from watchfloor.opensoc.roster import ANY, Casting, Roster, Standing, roster, sorted_by_standing
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.activity import Cast
from watchfloor.world.background import QUIET_AT

FOUND = roster(3)


def _casting(found: Roster = FOUND) -> Casting:
    return Casting(found, Seed.of("roster").stream())


def test_a_roster_sorts_everybody_by_standing() -> None:
    """Each of the people is either privileged or ordinary, and in the list for it."""
    people = organisation.numbered(3).people

    assert FOUND.organisation == organisation.numbered(3)
    assert {*FOUND.ordinary} | {*FOUND.privileged} == {*people}
    assert all(person.is_privileged for person in FOUND.privileged)
    assert not any(person.is_privileged for person in FOUND.ordinary)


@pytest.mark.parametrize("is_privileged", [False, True])
def test_a_person_has_the_standing_that_is_asked_for(*, is_privileged: bool) -> None:
    """Casting by standing gives somebody with that standing, each in turn."""
    casting = _casting()
    cast = [casting.person(is_privileged=is_privileged) for _ in range(6)]

    assert {person.is_privileged for person in cast} == {is_privileged}


def test_nobody_is_cast_twice_while_others_are_left() -> None:
    """Everybody is cast once before anybody is cast again."""
    casting = _casting()
    count = len(FOUND.organisation.people)
    names = [casting.anybody().name for _ in range(count)]

    assert len(set(names)) == count
    assert casting.anybody().name == names[0]


def test_where_nobody_has_the_standing_anybody_will_do() -> None:
    """An organisation without administrators can still be cast."""
    plain = [person for person in FOUND.organisation.people if not person.is_privileged]
    grown = organisation.Organisation(
        "", "", "", tuple(plain), FOUND.organisation.hosts, opens=8, closes=17
    )

    assert _casting(sorted_by_standing(grown)).person(is_privileged=True) in plain


@pytest.mark.parametrize("is_critical", [None, False, True])
def test_a_machine_is_of_its_kind_and_standing(*, is_critical: bool | None) -> None:
    """A machine is one of the kinds asked for, critical or not as asked."""
    casting = _casting()
    hosts = [casting.host(("server", "database"), is_critical=is_critical) for _ in range(20)]

    assert {host.kind for host in hosts} <= {"server", "database"}
    assert is_critical is None or {host.is_critical for host in hosts} == {is_critical}


@pytest.mark.parametrize("is_privileged", [None, False, True])
def test_whoever_is_placed_at_a_desk_is_its_owner(*, is_privileged: bool | None) -> None:
    """At a workstation it is the owner, elsewhere anybody, with the standing that is asked for."""
    casting = _casting()
    standing = Standing(is_privileged=is_privileged)
    for word in range(8):
        host, user = casting.placed(("workstation", "server"), standing, word)
        person = FOUND.people[user]

        assert host.kind == "server" or host.owner == user
        assert is_privileged in (None, person.is_privileged)
        assert user in casting.taken


def test_nobody_is_placed_twice_while_others_are_left() -> None:
    """Of two signs at desks each is somebody else's."""
    casting = _casting()
    placed = [casting.placed(("workstation",), ANY, 7) for _ in FOUND.organisation.people]
    owners = [user for host, user in placed if host.owner == user]

    assert len(set(owners)) == len(owners)
    assert len({user for _, user in placed}) == len(placed)


def test_somebody_does_the_next_thing_where_they_are_or_at_their_desk() -> None:
    """A step is on the same machine if it can be, else at the desk, else where such things are."""
    casting = _casting()
    host, user = casting.placed(("cloud_tenant",), ANY, 7)
    cast = Cast(FOUND.organisation, host, user, user, "")

    assert casting.beside(cast, ("cloud_tenant", "server")) == host
    assert casting.beside(cast, ("workstation", "server")) == FOUND.organisation.desks[user]
    assert casting.beside(cast, ("database",)).kind == "database"


def test_a_name_that_is_taken_has_a_part() -> None:
    """Whoever is taken is cast, and nobody is no one."""
    casting = _casting()

    assert casting.take("192.0.2.7") == "192.0.2.7"
    assert casting.take("") == ""
    assert casting.taken == {"192.0.2.7"}


def test_whoever_is_at_a_post_is_nobody_from_outside() -> None:
    """What is ordinary happens on that machine, to people of the house."""
    (post, *_) = (it for it in FOUND.by_name.values() if it.host.kind == "web_server")
    cast = _casting().at(post)
    names = {person.name for person in FOUND.organisation.people}

    assert cast.host == post.host
    assert {cast.user, cast.account} <= names
    assert cast.user != cast.account
    assert cast.address == ""


def test_what_is_ordinary_happens_where_such_things_happen() -> None:
    """An ordinary line is of a type, and on a machine, that it is ordinary for."""
    casting = _casting()
    for _ in range(60):
        line = casting.ordinary()

        assert FOUND.by_name[line.host].host.kind in QUIET_AT[line.type]


def test_somebody_present_is_at_a_desk() -> None:
    """Whoever comes to work comes to a workstation."""
    assert _casting().present().host.kind == "workstation"


def test_whoever_is_cast_has_an_address_of_their_own() -> None:
    """Of two who are cast by the same word, each has another machine's user and another address."""
    casting = _casting()
    one, other = [casting.cast(("workstation",), ANY, 7) for _ in range(2)]

    assert one.host.name != other.host.name
    assert one.user != other.user
    assert one.address != other.address
    assert {one.user, other.user, one.address, other.address} == casting.taken


def test_a_second_machine_is_another_one() -> None:
    """Whoever is to be placed beside a machine is not placed on it."""
    casting = _casting()
    first, _ = casting.placed(("server",), ANY, 5)
    second, _ = casting.placed(("server",), ANY, 5, first.name)

    assert first.name != second.name
    assert second.kind == "server"


def test_what_is_known_is_listed_machines_first() -> None:
    """Everybody and everything has a record without an id, in the order of kind and name."""
    records = [record for _, record in sorted(FOUND.listed.values(), key=lambda it: it[0])]
    grown = FOUND.organisation

    assert {record.id for record in records} == {""}
    assert [it.subject for it in records] == [
        *sorted(host.name for host in grown.hosts),
        *sorted(person.name for person in grown.people),
    ]
