import json

import pytest

from watchfloor.audit.nasty import NASTY
from watchfloor.opensoc import nested
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.form import Fields
from watchfloor.world.event import Event


@pytest.mark.parametrize("value", NASTY.values(), ids=NASTY)
def test_a_text_is_json_in_ascii(value: str) -> None:
    """An escaped text stands between quotes for itself, and can be seen."""
    spelled = nested.escape(value)

    assert json.loads(f'"{spelled}"') == value
    assert spelled.isascii()
    assert spelled.isprintable()


def test_fields_become_a_tree_and_fields_again() -> None:
    """Dots in a name are members of objects, numbers places in lists."""
    fields: Fields = {"a.b": 1, "c.0.d": "x", "c.0.e": "y", "a.f.g": "z", "h.0": "i", "h.1": "j"}
    line = nested.spelled(fields)

    assert line == '{"a":{"b":1,"f":{"g":"z"}},"c":[{"d":"x","e":"y"}],"h":["i","j"]}'
    assert nested.fields(line) == fields


def test_a_field_inside_a_value_is_a_mistake() -> None:
    """A name cannot be both a value and what holds others."""
    with pytest.raises(TypeError, match=r"the field 'a\.b' lies inside a value"):
        nested.spelled({"a": 1, "a.b": 2})


REFUSED = {
    "": "as JSON",
    "{": "as JSON",
    '{"a":1}x': "as JSON",
    '"\\ud800"': "as JSON",
    "[" * 100_000: "as JSON",
    '{"a":true}': "its field 'a' is neither text nor whole number",
    '{"a":{"b":null}}': "its field 'a.b' is neither text nor whole number",
    '{"a":[1.5]}': "its field 'a.0' is neither text nor whole number",
    '{"a":' * 50 + "1" + "}" * 50: "its fields lie deeper than 8 others",
}


@pytest.mark.parametrize("line", REFUSED, ids=lambda line: line[:12])
def test_what_has_no_fields_is_refused(line: str) -> None:
    """Only texts and whole numbers are fields, and they do not lie too deep."""
    with pytest.raises(ValueError, match=REFUSED[line]):
        nested.fields(line)


PATHS = {"C:\\a\\b.txt": "b.txt", "/var/log/x": "x", "C:\\a/b": "b", "b": "b", "C:\\": ""}


@pytest.mark.parametrize("path", PATHS)
def test_a_file_has_a_name_beside_its_path(path: str) -> None:
    """The last part of a path is written beside the whole, and a line where they differ is none."""
    ocsf = DIALECTS["ocsf"]
    line = ocsf.write(Event("log-01", 0, "file_write", path=path))
    name = f'"name":"{PATHS[path]}"'

    assert json.loads(line)["file"]["name"] == PATHS[path]
    with pytest.raises(ValueError, match="what it says is written"):
        ocsf.read("log-01", line.replace(name, '"name":"other"', 1))


def test_columns_that_a_type_fills_are_always_written() -> None:
    """A line of a type has the same members, even where an event of it lacks one."""
    cloud = DIALECTS["cloud"]
    line = json.loads(cloud.write(Event("log-01", 0, "sign_in", user="ada")))

    assert line["sourceIPAddress"] == ""
    assert line["requestParameters"] == {"instanceId": ""}
    assert "additionalEventData" not in line


def test_a_number_is_no_text() -> None:
    """Where a text is expected, a number that looks like it is refused."""
    ocsf = DIALECTS["ocsf"]
    line = ocsf.write(Event("log-01", 0, "sign_in", host="7"))

    with pytest.raises(ValueError, match="found the number 7, expected a text"):
        ocsf.read("log-01", line.replace('"hostname":"7"', '"hostname":7'))
