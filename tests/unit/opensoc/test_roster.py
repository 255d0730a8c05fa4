import pytest

from watchfloor.opensoc.roster import Casting, Roster, roster, sorted_by_standing
from watchfloor.seeds import Seed
from watchfloor.world import organisation

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


def test_a_bystander_is_nobody_from_outside() -> None:
    """What is ordinary happens on a machine of its kind, to people of the house."""
    cast = _casting().bystander(("web_server",))
    names = {person.name for person in FOUND.organisation.people}

    assert cast.host.kind == "web_server"
    assert {cast.user, cast.account} <= names
    assert cast.user != cast.account
    assert cast.address == ""


def test_somebody_present_is_at_a_desk() -> None:
    """Whoever comes to work comes to a workstation."""
    assert _casting().present().host.kind == "workstation"
