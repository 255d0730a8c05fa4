import pytest

from watchfloor.opensoc.form import Form, Style, number, reader
from watchfloor.world.event import Event
from watchfloor.world.timeline import second_of, stamp

STYLE = Style(
    name="toy",
    forms=(
        Form("sign_in", {"kind": "in"}, {"user": "who", "outcome": "how"}),
        Form("sign_in", {"kind": "in", "ok": "yes"}, {"user": "who"}, {"outcome": "success"}),
    ),
    other=Form("", {"kind": "other"}, {"type": "what"}),
    extra="x_{}",
    key="kind",
    time="at",
    second=second_of,
    fields=lambda line: dict(pair.split("=", 1) for pair in line.split()),
)


def _write(event: Event) -> str:
    at = f"at={stamp(event.second)}"
    if event.type != "sign_in":
        return f"{at} kind=other what={event.type}"
    if event.outcome == "success":
        return f"{at} kind=in ok=yes who={event.user}"
    return f"{at} kind=in who={event.user} how={event.outcome}" + (
        f" x_port={event.port}" * (event.port > 0)
    )


READ = reader(STYLE, _write)
AT = "at=2029-01-01T00:00:07Z"

LINES = {
    f"{AT} kind=in who=ada how=locked": Event("log-01", 7, "sign_in", user="ada", outcome="locked"),
    f"{AT} kind=in ok=yes who=ada": Event("log-01", 7, "sign_in", user="ada", outcome="success"),
    f"{AT} kind=in who=ada how=no x_port=9": Event(
        "log-01", 7, "sign_in", user="ada", outcome="no", port=9
    ),
    f"{AT} kind=other what=tape": Event("log-01", 7, "tape"),
}


@pytest.mark.parametrize("line", LINES)
def test_a_form_is_known_by_its_marks(line: str) -> None:
    """A line is read by the form whose marks it has, and what they tell is filled in."""
    assert READ("log-01", line) == LINES[line]


REFUSED = {
    f"{AT} kind=out who=ada": "its fields are those of no type of event",
    f"{AT} who=ada": "its fields are those of no type of event",
    f"{AT} kind=in who=ada how=no shoe=9": "its fields are those of no type of event",
    f"{AT} kind=in who=ada how=no x_port=nine": "invalid literal",
    f"{AT} kind=in who=ada how=no x_port=99999999999999999999": "at most 9223372036854775807",
    f"{AT} kind=in how=no who=ada": "what it says is written",
    "kind=in who=ada how=no": "expected a time that exists",
    "nothing": "dictionary update sequence",
}


@pytest.mark.parametrize("line", REFUSED)
def test_fields_of_no_form_are_refused(line: str) -> None:
    """A line whose fields no form has is none."""
    with pytest.raises(ValueError, match=REFUSED[line]):
        READ("log-01", line)


def test_a_form_names_every_column_but_those_its_marks_tell() -> None:
    """A column that the form does not name has a field all the same, unless the marks tell it."""
    plain, told = STYLE.forms

    assert STYLE.names(plain)["outcome"] == "how"
    assert STYLE.names(plain)["size"] == "x_size"
    assert "outcome" not in STYLE.names(told)


def test_a_number_fits_into_a_machine_word() -> None:
    """A number is whole and no greater than a machine word holds."""
    assert number("-9223372036854775807") == -(2**63) + 1
    with pytest.raises(ValueError, match="expected at most 9223372036854775807"):
        number(2**63)
