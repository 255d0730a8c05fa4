from watchfloor.opensoc.renaming import Renaming
from watchfloor.seeds import Seed
from watchfloor.world import organisation
from watchfloor.world.event import Event
from watchfloor.world.record import Record

GROWN = organisation.numbered(2)
OUTSIDE = ("192.0.2.1", "192.0.2.2", "203.0.113.9")


def _renaming(seed: int = 1) -> Renaming:
    return Renaming(GROWN, OUTSIDE, Seed.of(seed).stream())


def test_nothing_is_called_like_another_afterwards() -> None:
    """Machines, accounts and addresses are exchanged one for one."""
    renaming = _renaming()
    events = [
        renaming.event(Event("", 0, "any", host.name, source_ip=host.ip)) for host in GROWN.hosts
    ]
    people = [renaming.account(person.name) for person in GROWN.people]
    outside = [renaming.address(ip) for ip in OUTSIDE]

    assert sorted(event.host for event in events) == sorted(host.name for host in GROWN.hosts)
    assert sorted(event.source_ip for event in events) == sorted(host.ip for host in GROWN.hosts)
    assert sorted(people) == sorted(person.name for person in GROWN.people)
    assert len(set(outside)) == len(OUTSIDE)


def test_a_machine_keeps_its_address_kind_and_standing() -> None:
    """What a machine is stays with it: its address goes where its name goes."""
    renaming = _renaming()
    for host in GROWN.hosts:
        event = renaming.event(Event("", 0, "any", host.name, source_ip=host.ip))
        other = GROWN.host(event.host)
        assert other is not None

        assert (other.kind, other.is_critical) == (host.kind, host.is_critical)
        assert other.ip == event.source_ip


def test_an_account_keeps_its_standing() -> None:
    """A privileged account stands for a privileged one."""
    renaming = _renaming()
    for person in GROWN.people:
        other = GROWN.person(renaming.account(person.name))
        assert other is not None

        assert other.is_privileged == person.is_privileged


def test_names_change() -> None:
    """Most names are others afterwards, and other draws give others."""
    names = [person.name for person in GROWN.people]
    once, again = ([_renaming(seed).account(name) for name in names] for seed in (1, 2))

    assert sum(old != new for old, new in zip(names, once, strict=True)) > len(names) // 2
    assert once != again


def test_events_and_records_are_renamed_alike() -> None:
    """A record that covered something before covers it afterwards."""
    renaming = _renaming()
    host, person = GROWN.hosts[3], GROWN.people[4]
    event = renaming.event(Event("", 0, "any", host.name, person.name, source_ip=OUTSIDE[0]))
    work = renaming.record(Record("", "work", "C", "x", host=host.name, actor=person.name))
    from_outside = renaming.record(Record("", "work", "C", "x", host=host.name, actor=OUTSIDE[0]))
    address = renaming.record(Record("", "address", OUTSIDE[0], "transit-north"))

    assert (work.host, work.actor) == (event.host, event.user)
    assert (from_outside.actor, address.subject) == (event.source_ip, event.source_ip)
    assert work.subject == "C"


def test_what_has_no_other_name_keeps_its_own() -> None:
    """Empty columns and names from nowhere are left as they are."""
    renaming = _renaming()
    bare = Event("log-01", 0, "any", "elsewhere", "stranger")

    assert renaming.event(bare) == bare
