import pytest
from msgspec.structs import replace

from watchfloor.audit.nasty import NASTY
from watchfloor.opensoc import record_line
from watchfloor.world.record import Record

LINES = {
    "asset ws-el-07 role=workstation owner=ada.abe standing=critical": Record(
        "rec-01", "asset", "ws-el-07", "workstation", "ada.abe", "critical"
    ),
    "identity ada.abe role=finance standing=privileged": Record(
        "rec-01", "identity", "ada.abe", "finance", standing="privileged"
    ),
    "address 203.0.113.7 role=transit-north standing=shared": Record(
        "rec-01", "address", "203.0.113.7", "transit-north", standing="shared"
    ),
    "work CHG-1234 role=change_ticket host=ws-el-07 actor=ada.abe "
    "opens=2029-01-02T09:00:00Z closes=2029-01-02T17:00:00Z": Record(
        "rec-01",
        "work",
        "CHG-1234",
        "change_ticket",
        host="ws-el-07",
        actor="ada.abe",
        opens=118_800,
        closes=147_600,
    ),
    "work CHG-7 role=leave actor=ada.abe opens=2028-12-31T23:59:59Z": Record(
        "rec-01", "work", "CHG-7", "leave", actor="ada.abe", opens=-1
    ),
    'identity "ada abe" role="a=b"': Record("rec-01", "identity", "ada abe", "a=b"),
    'asset ""': Record("rec-01", "asset", ""),
}


@pytest.mark.parametrize("line", LINES)
def test_a_record_is_a_line_of_words(line: str) -> None:
    """An analyst reads a record as its kind, its subject and what is known of it."""
    assert record_line.write(LINES[line]) == line
    assert record_line.read("rec-01", line) == LINES[line]


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
def test_nothing_hides_in_a_record(value: str) -> None:
    """A value may hold anything, and stays visible within its line."""
    columns = ("subject", "role", "owner", "standing", "host", "actor")
    for column in columns:
        record = replace(Record("rec-01", "work", "CHG-1"), **{column: value})
        line = record_line.write(record)

        assert record_line.read("rec-01", line) == record
        assert line.isascii()
        assert line.isprintable()


GARBAGE = [
    "",
    "asset",
    "asset ",
    "planet mars",
    "asset  ws",
    "asset ws ",
    "asset ws role=",
    'asset "ws"',
    "asset ws owner=a role=b",
    "asset ws role=a role=b",
    "asset ws rank=7",
    "work CHG-1 opens=2029-02-30T00:00:00Z",
    "work CHG-1 opens=2029-01-01T00:00:00Z",
    'asset "a',
    'asset "\\ud800"',
    'asset "' + '\\"' * 20_000,
    "asset \ud800",
    "asset ws\n",
]


@pytest.mark.parametrize("line", GARBAGE, ids=lambda line: ascii(line[:20]))
def test_garbage_is_refused_in_one_sentence(line: str) -> None:
    """What no record is written as raises `ValueError`, whatever it resembles."""
    with pytest.raises(ValueError, match="is no record line: ") as refused:
        record_line.read("rec-01", line)

    assert str(refused.value).isprintable()
