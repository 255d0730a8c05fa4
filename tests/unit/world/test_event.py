import json
import re

import msgspec
import pytest
from msgspec.structs import replace

from watchfloor.world.event import COLUMNS, Event, filled, in_order, text

FULL = Event(
    *("log-01", 9, "any", "h", "u", "a", "p", "q", "c", "/p", "10.0.0.1", "10.0.0.2"),
    *(443, "n", "o", 7),
)
PAIR = re.compile(r'(\w+)=("(?:[^"\\]|\\.)*"|\S+)')


def test_columns_are_the_fields_of_an_event() -> None:
    """Whatever an event holds beside its id, time and type is a column, in one order."""
    assert ("id", "second", "type", *COLUMNS) == Event.__struct_fields__


def test_a_column_is_filled_when_it_says_something() -> None:
    """Empty text and zero fill no column; the order is that of the columns."""
    partial = Event("log-01", 0, "any", "h", size=1, port=0, user="")

    assert filled(FULL) == COLUMNS
    assert filled(partial) == ("host", "size")
    assert filled(Event("log-01", 0, "any")) == ()


def test_an_event_is_recorded_without_its_empty_columns() -> None:
    """A row on the wire has the filled columns alone, and reads back as it was."""
    event = Event("log-01", 0, "sign_in", user="ada")
    wire = msgspec.json.encode(event)

    assert wire == b'{"id":"log-01","second":0,"type":"sign_in","user":"ada"}'
    assert msgspec.json.decode(wire, type=Event) == event


@pytest.mark.parametrize(
    "value",
    [
        "ada.abe",
        "svc-backup",
        "two words",
        'a "quoted" word',
        "back\\slash",
        "line\nbreak outcome=success",
        "tab\tulator",
        "k=v",
        "=",
        "-",
        "C:\\Users\\x.docx",
    ],
)
def test_a_line_can_be_read_back(value: str) -> None:
    """No value can end its own pair, begin another or break the line."""
    line = text(replace(FULL, command=value))
    kind, _, rest = line.partition(" ")
    read = {key: json.loads(it) if it[0] == '"' else it for key, it in PAIR.findall(rest)}

    assert "\n" not in line
    assert (kind, tuple(read)) == ("any", COLUMNS)
    assert read["command"] == value
    assert read["outcome"] == "o"


def test_events_are_numbered_by_time() -> None:
    """Ids follow time, whatever the order in which the events were made, and say nothing else."""
    events = [Event("", second, "any", f"h{second}") for second in (30, 10, 20)]
    ordered = in_order(events)

    assert [(event.id, event.second) for event in ordered] == [
        ("log-01", 10),
        ("log-02", 20),
        ("log-03", 30),
    ]


def test_numbers_do_not_run_out() -> None:
    """The hundredth event has an id of its own."""
    ordered = in_order([Event("", second, "any") for second in range(120)])

    assert len({event.id for event in ordered}) == 120
    assert ordered[99].id == "log-100"


def test_events_of_one_second_stand_by_type_and_host() -> None:
    """What happens at once is ordered by what and where it is."""
    events = [Event("", 1, "b", "x"), Event("", 1, "a", "y"), Event("", 1, "a", "x")]
    ordered = in_order(events)

    assert [(event.type, event.host) for event in ordered] == [("a", "x"), ("a", "y"), ("b", "x")]
    assert ordered == in_order(events[::-1])
