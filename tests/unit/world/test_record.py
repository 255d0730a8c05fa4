from typing import get_args

import msgspec

from watchfloor.world.record import RECORD_COLUMNS, Record, RecordKind


def test_every_kind_of_record_says_which_columns_it_fills() -> None:
    """The columns are fields of a record, each kind has its own, and all begin with the subject."""
    fields = set(Record.__struct_fields__) - {"id", "kind"}

    assert set(RECORD_COLUMNS) == set(get_args(RecordKind))
    assert {column for columns in RECORD_COLUMNS.values() for column in columns} == fields
    assert {columns[0] for columns in RECORD_COLUMNS.values()} == {"subject"}


def test_a_record_is_kept_without_its_empty_columns() -> None:
    """A row on the wire has the filled columns alone, and reads back as it was."""
    record = Record("rec-01", "asset", "ws-01", standing="critical")
    wire = msgspec.json.encode(record)

    assert wire == b'{"id":"rec-01","kind":"asset","subject":"ws-01","standing":"critical"}'
    assert msgspec.json.decode(wire, type=Record) == record
