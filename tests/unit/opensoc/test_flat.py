import pytest
from msgspec.structs import replace

from watchfloor.opensoc.escape import escaper
from watchfloor.opensoc.flat import Frame, writer
from watchfloor.opensoc.form import Fields, Form, Style
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.timeline import STAMPS, second_of


def _fields(_line: str) -> Fields:
    return {}


STYLE = Style(
    name="toy",
    forms=(
        Form("sign_in", {"kind": "in"}, {"user": "who", "outcome": "how"}),
        Form("sign_in", {"kind": "in!"}, {"user": "who", "outcome": "how"}, {"outcome": "success"}),
    ),
    other=Form("", {"kind": "other"}, {"type": "what"}),
    extra="x_{}",
    key="kind",
    time="at",
    second=second_of,
    fields=_fields,
)
FRAME = Frame(
    clock=STAMPS,
    start=lambda marks: ("<", "".join(f" {name}={text}" for name, text in marks.items()), " |"),
    host=" on {}=",
    column=" {}=",
    end=">",
    escape=escaper({"\\": "\\\\", "=": "\\="}),
    escaped="\\=",
)
WRITE = writer(STYLE, FRAME)
PLAIN = Event("log-01", 7, "sign_in", host="pc", user="ada", outcome="no")
AT = "<2029-01-01T00:00:07Z"

LINES = {
    f"{AT} kind=in on x_host=pc | who=ada how=no>": PLAIN,
    f"{AT} kind=in! on x_host=pc | who=ada how=success>": replace(PLAIN, outcome="success"),
    f"{AT} kind=in | how=no>": replace(PLAIN, host="", user=""),
    f"{AT} kind=in on x_host=pc | who=a\\\\b how=no>": replace(PLAIN, user="a\\b"),
    f"{AT} kind=in on x_host=pc | who=a\\=b\\\\ how=no>": replace(PLAIN, user="a=b\\"),
    f"{AT} kind=in! on x_host=pc | who=\\x0a how=success>": replace(
        PLAIN, user="\n", outcome="success"
    ),
    f"{AT} kind=in on x_host=pc | who=ada x_port=9 how=no x_size=8>": replace(
        PLAIN, port=9, size=8
    ),
    f"{AT} kind=other what=a\\=b |>": Event("log-01", 7, "a=b"),
    f"{AT} kind=other what=tape on x_host=\\\\ | x_port=9>": Event(
        "log-01", 7, "tape", host="\\", port=9
    ),
}


@pytest.mark.parametrize("line", LINES)
def test_a_flat_line_is_its_filled_columns(line: str) -> None:
    """A line is fixed text and the columns that are filled, each behind its name, with escapes."""
    assert WRITE(LINES[line]) == line


def test_columns_are_in_their_order() -> None:
    """Every column stands at its place, and none twice."""
    texts = {column: column for column in COLUMNS if column not in ("port", "size")}
    line = WRITE(Event("log-01", 7, "tape", **texts, port=1, size=2))

    assert [word.split("=")[0] for word in line.split(" x_")[1:]] == list(COLUMNS)
