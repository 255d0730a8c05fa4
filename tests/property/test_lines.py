from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from property.strategies import WORDS
from watchfloor.audit.nasty import NASTY
from watchfloor.opensoc import record_line
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.record import Record
from watchfloor.world.timeline import second_of, stamp

TEXTS = st.just("") | st.sampled_from(sorted(NASTY.values())) | WORDS
NUMBERS = st.just(0) | st.integers(-(2**53), 2**53)
SECONDS = st.integers(0, 10**10)
TYPES = st.sampled_from(sorted(EVENT_TYPES)) | TEXTS

EVENTS = st.builds(
    Event,
    id=st.just("log-01"),
    second=SECONDS,
    type=TYPES,
    port=NUMBERS,
    size=NUMBERS,
    **{column: TEXTS for column in COLUMNS if column not in ("port", "size")},
)
"""Events of any type with anything in any column."""

RECORDS = st.builds(
    Record,
    id=st.just("rec-01"),
    kind=st.sampled_from(["asset", "identity", "address", "work"]),
    subject=TEXTS,
    role=TEXTS,
    owner=TEXTS,
    standing=TEXTS,
    host=TEXTS,
    actor=TEXTS,
    opens=SECONDS | st.integers(-(10**9), 0),
    closes=SECONDS,
)

every_dialect = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)


def _is_one_line(line: str) -> bool:
    return line.isascii() and line.replace("\t", "").isprintable()


def _edited(line: str, data: st.DataObject) -> str:
    """Return *line* with a few of its characters replaced by others, or by some of its own."""
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, min(len(line), start + 4)))
    piece = data.draw(WORDS | st.sampled_from([line[:3], line[-3:], line[start:end] * 2]))
    return line[:start] + piece + line[end:]


def _is_refused_or_exact(
    read: Callable[[str, str], object], write: Callable[..., str], line: str
) -> bool:
    try:
        found = read("any", line)
    except ValueError:
        return True
    return write(found) == line


@every_dialect
@given(event=EVENTS)
def test_an_event_reads_back(dialect: Dialect, event: Event) -> None:
    """Nothing is lost in a line, so different events are written differently."""
    line = dialect.write(event)

    assert dialect.read(event.id, line) == event
    assert _is_one_line(line)


@every_dialect
@given(event=EVENTS, data=st.data())
def test_a_changed_line_is_refused_or_exact(
    dialect: Dialect, event: Event, data: st.DataObject
) -> None:
    """No two lines say one thing, so two readers cannot disagree about one."""
    line = _edited(dialect.write(event), data)

    assert _is_refused_or_exact(dialect.read, dialect.write, line)


@every_dialect
@given(line=st.text(max_size=60))
def test_any_text_is_refused_or_exact(dialect: Dialect, line: str) -> None:
    """Reading raises nothing but `ValueError`, half characters included."""
    assert _is_refused_or_exact(dialect.read, dialect.write, line)


@given(RECORDS)
def test_a_record_reads_back(record: Record) -> None:
    """Nothing of a record is lost in its line, and nothing hides in it."""
    line = record_line.write(record)

    assert record_line.read(record.id, line) == record
    assert line.isascii()
    assert line.isprintable()


@given(RECORDS, st.data())
def test_a_changed_record_is_refused_or_exact(record: Record, data: st.DataObject) -> None:
    """No two lines say one record."""
    line = _edited(record_line.write(record), data)

    assert _is_refused_or_exact(record_line.read, record_line.write, line)


@given(st.text(max_size=60))
def test_any_text_is_refused_or_a_record(line: str) -> None:
    """Reading a record raises nothing but `ValueError`."""
    assert _is_refused_or_exact(record_line.read, record_line.write, line)


@given(st.integers(-63_000_000_000, 251_000_000_000))
def test_a_stamp_reads_back(second: int) -> None:
    """A stamp names one second, in any year that has four digits."""
    assert second_of(stamp(second)) == second


@given(st.text(max_size=25) | st.from_regex("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9:]{5}Z"))
def test_what_is_no_stamp_is_refused(text: str) -> None:
    """Only times that exist, written as players read them, are read."""
    try:
        second = second_of(text)
    except ValueError:
        return

    assert stamp(second) == text
