import pytest

from watchfloor.world.background import QUIET_AT
from watchfloor.world.event import COLUMNS, EventType, filled, in_order, text
from watchfloor.world.events import EVENT_TYPES

# The categories of OCSF that a log of an organisation falls into: system, findings, identity,
# network, discovery, application.
CATEGORIES = range(1, 7)
EXTENSION = 100_000
"""What the classes of an extension are counted from."""


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
def test_an_example_fills_exactly_its_columns(kind: EventType) -> None:
    """An event type declares the columns its events fill, in the order of all columns."""
    found = filled(kind.example)

    assert tuple(column for column in found if column not in kind.may_fill) == kind.fills


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
def test_what_a_type_may_fill_it_need_not(kind: EventType) -> None:
    """A column is filled by every event of a type or by some; each is a column, named once."""
    declared = (*kind.fills, *kind.may_fill)

    assert len(set(declared)) == len(declared)
    assert set(declared) <= set(COLUMNS)
    assert list(kind.may_fill) == [column for column in COLUMNS if column in kind.may_fill]


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
def test_an_example_is_of_its_type(kind: EventType) -> None:
    """The example of a type carries its name and the id an incident would give it."""
    assert kind.example.type == kind.name
    assert in_order([kind.example]) == (kind.example,)


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
def test_a_line_is_made_of_its_columns(kind: EventType) -> None:
    """The line of an event names its type and every filled column, and breaks nowhere."""
    line = text(kind.example)
    keys = [pair.partition("=")[0] for pair in line.split(" ") if "=" in pair]

    assert line.partition(" ")[0] == kind.name
    assert [key for key in keys if key in COLUMNS] == list(filled(kind.example))
    assert line.isprintable()


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
def test_a_type_has_a_class_and_a_summary(kind: EventType) -> None:
    """The class is one of OCSF's, whose first digit is its category; the summary is a sentence."""
    assert kind.ocsf_class % EXTENSION // 1000 in CATEGORIES
    assert kind.summary.endswith(".")


def test_no_column_is_idle() -> None:
    """Every column is filled by some type."""
    assert {column for kind in EVENT_TYPES.values() for column in kind.fills} == set(COLUMNS)


def test_there_is_a_type_for_each_thing_that_an_ordinary_day_leaves() -> None:
    """Every type of event happens to honest people too."""
    assert set(QUIET_AT) == set(EVENT_TYPES)
