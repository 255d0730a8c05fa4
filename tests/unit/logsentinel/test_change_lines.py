from conformance.sightings import place
from watchfloor.logsentinel.change_lines import (
    approver,
    change_line,
    inventory_line,
    owner,
    ticket,
)
from watchfloor.seeds import Seed

AT = place(7, "web")._replace(second=8 * 3_600)


def test_a_change_has_a_number_a_state_hours_and_an_owner() -> None:
    """A line of the calendar says what was done to what, when and by whom."""
    told = change_line(AT, "Approved", (-1, 2), "newsletter")

    assert told == (
        f"{ticket(AT)} [Approved] {AT.naming.day.iso} 07:00-10:00 UTC ci={AT.service} "
        f"owner={owner(AT)}: newsletter"
    )


def test_hours_stay_within_the_day() -> None:
    """A window that would go past midnight ends before it."""
    assert " 00:00-23:59 UTC " in change_line(AT, "Approved", (-20, 20), "")


def test_the_inventory_names_the_service() -> None:
    """An entry says of what kind it is and about what."""
    assert f" drift ci={AT.service}: 2 files" in inventory_line(AT, "drift", "2 files")


def test_whoever_owns_or_approves_works_here() -> None:
    """Names in the calendar are those of people of the estate."""
    assert {owner(AT), approver(AT, Seed.of(7).stream())} <= set(AT.naming.people)
