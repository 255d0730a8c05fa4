from collections.abc import Iterator

from cases import grown
from watchfloor.opensoc.hours import GRID
from watchfloor.opensoc.paperwork import ANNOUNCERS
from watchfloor.opensoc.runbook import LEAVE, Book
from watchfloor.opensoc.twin import COVERING
from watchfloor.world.detection import Signal, signals
from watchfloor.world.record import RECORD_COLUMNS, Record
from watchfloor.world.rules import RULES


def _agreeing(record: Record, signal: Signal) -> tuple[bool, ...]:
    """Return whether *record* agrees with *signal* in machine, actor, hours and kind of work."""
    return (
        record.host == signal.host,
        record.actor == signal.actor,
        record.opens <= signal.first and signal.last <= record.closes,
        record.role in COVERING[signal.rule],
    )


def _signs() -> Iterator[tuple[Signal, tuple[Record, ...]]]:
    for it in grown():
        records = it.case.records
        works = tuple(r for r in records if r.kind == "work" and r.role != LEAVE)
        yield from ((signal, works) for signal in signals(it.case.events))


def test_every_sign_has_a_record_that_covers_it_or_misses_in_one_point() -> None:
    """No suspicious fact is open because nobody wrote about it: a record is beside each."""
    lone = [
        signal
        for signal, works in _signs()
        if max((sum(_agreeing(record, signal)) for record in works), default=0) < 3
    ]

    assert lone == []


def test_a_record_covers_when_it_agrees_in_every_point() -> None:
    """Agreement in machine, actor, hours and work is what the runbook calls an explanation."""
    for signal, works in _signs():
        covering = [record.id for record in works if all(_agreeing(record, signal))]
        rule, last = RULES[signal.rule], signal.events[-1]
        lines = signal.events if rule.after is None else signal.events[:1]

        assert last.second == signal.last
        for line in lines:
            assert Book(works).covering(rule, line) == covering


def test_signs_are_missed_in_every_point_that_a_record_has() -> None:
    """Nobody can do without comparing machine, actor, hours or kind of work."""
    missed = {
        points
        for signal, works in _signs()
        for record in works
        if sum(points := _agreeing(record, signal)) == 3
    }

    assert {
        (False, True, True, True),
        (True, False, True, True),
        (True, True, False, True),
        (True, True, True, False),
    } <= missed


def test_hours_say_no_second() -> None:
    """Work begins and ends at full five minutes, and whoever is away is so for whole days."""
    for it in grown(1):
        for record in it.case.records:
            assert record.opens % GRID == record.closes % GRID == 0


def test_signs_are_explained_and_open_beside_each_other() -> None:
    """Whether a record covers is not a matter of the rule: each grade is found both ways."""
    found = {
        (signal.grade, any(all(_agreeing(record, signal)) for record in works))
        for signal, works in _signs()
    }

    assert len(found) == 8


def test_a_record_fills_the_columns_of_its_kind() -> None:
    """Of records there are four kinds, and each says what it declares."""
    empty = {LEAVE: {"host"}, "workstation": {"owner"}}
    for it in grown(1):
        for record in it.case.records:
            found = {name for name in Record.__struct_fields__[2:] if getattr(record, name)}
            told = {*RECORD_COLUMNS[record.kind]}

            assert found <= told
            assert told - found <= empty.get(record.role, set())


def test_whatever_is_named_in_a_suspicious_line_has_a_record() -> None:
    """The console knows the machine and the address of each sign."""
    for it in grown(1):
        subjects = {record.subject for record in it.case.records}
        for signal in signals(it.case.events):
            assert signal.host in subjects
            assert not signal.address or signal.address in subjects


def test_who_announces_an_address_is_somebody_invented() -> None:
    """The role of an address record is one of the announcers, and its standing one of two."""
    records = [r for it in grown() for r in it.case.records if r.kind == "address"]

    assert {record.role for record in records} <= set(ANNOUNCERS)
    assert {record.standing for record in records} == {"shared", "single"}


def test_an_absence_is_written_whether_it_decides_or_not() -> None:
    """That somebody is away is on the calendar of incidents of every answer."""
    answers = {it.truth.answer for it in grown() if any(r.role == LEAVE for r in it.case.records)}

    assert {"escalate", "dismiss"} <= answers


def test_two_people_are_away_and_one_of_them_today() -> None:
    """Of the two, whoever is away on the day signs in only where that decides."""
    for it in grown():
        events = it.case.events
        leaves = [record for record in it.case.records if record.role == LEAVE]
        today = [r.actor for r in leaves if r.opens <= events[0].second <= r.closes]
        present = {e.user for e in events if e.type == "sign_in" and e.outcome == "success"}

        assert len(leaves) in (0, 2)
        assert len(today) * 2 == len(leaves)
        assert bool({*today} & present) == (it.truth.row == "record_in_conflict")


def test_whoever_and_whatever_the_calendar_names_has_a_record() -> None:
    """A ticket that covers nothing names nobody whom the console does not know."""
    for it in grown(1):
        records = it.case.records
        subjects = {record.subject for record in records}
        works = [record for record in records if record.kind == "work" and record.role != LEAVE]

        assert all(record.host in subjects for record in works)
        assert all(record.actor in subjects for record in works if not record.actor[:1].isdigit())
