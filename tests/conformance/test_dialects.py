from functools import cache
from importlib import import_module
from itertools import islice

import pytest
from msgspec.structs import replace

from watchfloor.audit.nasty import NASTY
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.dialect import Dialect
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.form import Style
from watchfloor.opensoc.generator import many
from watchfloor.opensoc.stages import STAGES
from watchfloor.seeds import Seed
from watchfloor.world.event import COLUMNS, Event, EventType
from watchfloor.world.events import EVENT_TYPES

TEXTS = tuple(column for column in COLUMNS if column not in ("port", "size"))
CASES = 300
UNKNOWN = Event("log-01", 7, "tape_change", host="srv-el-01", user="ada.abe", port=7)

every_dialect = pytest.mark.parametrize("dialect", DIALECTS.values(), ids=DIALECTS)
every_type = pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)


@cache
def cases() -> list[Case]:
    """Return incidents of every stage."""
    seed = Seed.of("conformance", "dialects")
    each = CASES // len(STAGES)
    return [
        grown.case
        for name, stage in STAGES.items()
        for grown in islice(many(seed.child(name), stage), each)
    ]


def is_one_line(line: str) -> bool:
    """Return whether all of *line* can be seen, and is one line."""
    return line.isascii() and line.replace("\t", "").isprintable() and len(line.splitlines()) == 1


def styles() -> dict[str, Style]:
    """Return the style of each dialect that has forms."""
    modules = {name: import_module(f"watchfloor.opensoc.dialects.{name}") for name in DIALECTS}
    return {name: module._STYLE for name, module in modules.items() if hasattr(module, "_STYLE")}


def refuses(dialect: Dialect, line: str) -> bool:
    """Return whether *dialect* refuses *line* in one sentence."""
    try:
        dialect.read("log-01", line)
    except ValueError as error:
        sentence = str(error)
        return len(sentence) < 1000 and len(sentence.splitlines()) == 1 and sentence.isprintable()
    return False


@every_type
@every_dialect
def test_an_example_reads_back(dialect: Dialect, kind: EventType) -> None:
    """Every type of event can be written in every dialect, and nothing of it is lost."""
    line = dialect.write(kind.example)

    assert dialect.read("log-01", line) == kind.example
    assert is_one_line(line)


@every_dialect
def test_a_generated_log_reads_back(dialect: Dialect) -> None:
    """What the generator makes is the same before and after it was a text."""
    events = [event for case in cases() for event in case.events]
    lines = [dialect.write(event) for event in events]

    assert [dialect.read(it.id, line) for it, line in zip(events, lines, strict=True)] == events
    assert all(map(is_one_line, lines))


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
@every_dialect
def test_nothing_hides_in_a_line(dialect: Dialect, value: str) -> None:
    """A value may hold anything, in any column of any type, and stays visible within its line."""
    types = ("sign_in", "account_change", "cloud_call", "log_clear", "network_flow", "tape", value)
    filled = [
        Event("log-01", 9, type_, **dict.fromkeys(TEXTS, value), port=1, size=2**53)
        for type_ in types
    ]
    alone = [replace(UNKNOWN, type="sign_in", **{column: value}) for column in TEXTS]
    for event in (*filled, *alone):
        line = dialect.write(event)

        assert dialect.read("log-01", line) == event
        assert is_one_line(line)


@every_type
@every_dialect
def test_every_column_of_every_type_is_kept(dialect: Dialect, kind: EventType) -> None:
    """A column is written if it is filled, and not invented if it is not, whatever the type."""
    empty = Event("log-01", 0, kind.name)
    alone = [replace(empty, **{column: f"some {column}"}) for column in TEXTS]
    lacking = [replace(kind.example, **{column: ""}) for column in TEXTS]
    numbered = [replace(kind.example, port=port, size=size) for port in (0, 9) for size in (0, 9)]

    for event in (empty, *alone, *lacking, *numbered):
        assert dialect.read("log-01", dialect.write(event)) == event


@every_dialect
def test_numbers_and_times_are_kept(dialect: Dialect) -> None:
    """Numbers of a machine word and times of ten thousand years read back."""
    for number in (1, 65_535, 2**31, 2**53, -1):
        for second in (0, 59, 86_399, 10**10, -1, -(10**9)):
            event = replace(UNKNOWN, second=second, port=number, size=number)

            assert dialect.read("log-01", dialect.write(event)) == event


@every_dialect
def test_the_id_is_no_part_of_a_line(dialect: Dialect) -> None:
    """A line says what happened; which line of the window it is, is said beside it."""
    line = dialect.write(UNKNOWN)

    assert dialect.write(replace(UNKNOWN, id="log-77")) == line
    assert dialect.read("log-77", line) == replace(UNKNOWN, id="log-77")


def test_one_dialect_is_held_out() -> None:
    """There are five styles to train on and one that only the test incidents are written in."""
    held_out = [name for name, dialect in DIALECTS.items() if dialect.is_held_out]

    assert held_out == ["cef"]
    assert len(DIALECTS) == 6


@every_dialect
def test_types_are_told_apart(dialect: Dialect) -> None:
    """No two types are written alike, even if all their columns are."""
    empty = Event("log-01", 0, "")
    lines = {dialect.write(replace(empty, type=name)) for name in (*EVENT_TYPES, "", "tape")}

    assert len(lines) == len(EVENT_TYPES) + 2


@pytest.mark.parametrize("name", styles())
def test_every_type_has_a_form(name: str) -> None:
    """Every type of the catalogue has fields that a practitioner of the style knows."""
    assert sorted(styles()[name].by_type()) == sorted(EVENT_TYPES)


@pytest.mark.parametrize("name", styles())
def test_a_form_names_each_column_once(name: str) -> None:
    """The fields of a form are all different, and name all that its type fills."""
    style = styles()[name]
    for form in (*style.forms, style.other):
        fields = style.names(form)
        known = EVENT_TYPES.get(form.type)
        filled = {*known.fills, *known.may_fill} if known else set[str]()

        assert len(set(fields.values()) | set(form.marks)) == len(fields) + len(form.marks)
        assert filled <= {*form.names, *form.given}


GARBAGE = [
    "",
    " ",
    "\n",
    "\0",
    "garbage",
    "null",
    "[]",
    "{}",
    '""',
    "0",
    "-",
    "\ud800",
    "Gr\xfc\xdfe",
    '{"time":NaN}',
    '{"time":1e400}',
    '{"eventSource":{"a":[[[[[[[[[[[[1]]]]]]]]]]]]}}',
    '{"type_uid":99,"type_uid":99}',
    "[" * 20_000,
    '{"a":' * 20_000,
    "\t" * 14,
    "\t" * 20_000,
    " a=" * 20_000,
    ' a="' * 20_000,
    ' a="\\"' * 20_000,
    "&#x" * 20_000,
    "\\" * 20_000,
    "9" * 20_000,
    "CEF:0|Watchfloor|console|1|sign_in||3|rt=Jan 41 2029 09:00:00",
    "<6>1 2029-02-30T00:00:00Z - auditd - - [audit@32473 type=TTY]",
]


@pytest.mark.parametrize("line", GARBAGE, ids=lambda line: ascii(line[:20]))
@every_dialect
def test_garbage_is_refused_in_one_sentence(dialect: Dialect, line: str) -> None:
    """What is no line of a dialect raises `ValueError` and nothing else, at once."""
    assert refuses(dialect, line)


@every_dialect
def test_a_dialect_refuses_the_lines_of_others(dialect: Dialect) -> None:
    """A line can be read in one dialect only."""
    for other in DIALECTS.values():
        lines = [other.write(kind.example) for kind in EVENT_TYPES.values()]

        assert all(refuses(dialect, line) for line in lines) == (other is not dialect)


EDITS = ("", " ", '"', "\\", "=", "x", "0", "&", ",", "-", "\t", "\n", "\\x41", "&#x41;", "\\u0041")


@pytest.mark.parametrize("type_", ["sign_in", "network_flow", "startup_change"])
@every_dialect
def test_reading_is_strict(dialect: Dialect, type_: str) -> None:
    """A line that is changed anywhere is refused, or is what the changed event is written as."""
    line = dialect.write(EVENT_TYPES[type_].example)
    for place in range(len(line) + 1):
        for edit in EDITS:
            for changed in (
                line[:place] + edit + line[place:],
                line[:place] + edit + line[place + 1 :],
            ):
                if not refuses(dialect, changed):
                    assert dialect.write(dialect.read("log-01", changed)) == changed
