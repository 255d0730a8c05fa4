import json

from conformance.sightings import place
from watchfloor.logsentinel.evidence_rule import Place
from watchfloor.logsentinel.structured_line import structured_line


def at(*, writes_json: bool) -> Place:
    """Return a place in an estate that does or does not write JSON."""
    found = place(7, "api")
    return found._replace(naming=found.naming._replace(writes_json=writes_json))


def test_an_estate_that_writes_json_writes_an_object() -> None:
    """Names and values come back in their order and with their types."""
    told = structured_line(at(writes_json=True), {"msg": 'say "so"', "n": 3, "share": 0.5})

    assert list(json.loads(told).items()) == [("msg", 'say "so"'), ("n", 3), ("share", 0.5)]


def test_an_estate_that_does_not_writes_pairs() -> None:
    """A value that would fall apart stands between quotation marks."""
    told = structured_line(at(writes_json=False), {"user": "jlindt", "cmd": "ls -la", "empty": ""})

    assert told == 'user=jlindt cmd="ls -la" empty=""'


def test_what_strangers_choose_is_always_quoted() -> None:
    """A message or a name of a file looks the same whatever is in it."""
    told = structured_line(at(writes_json=False), {"msg": "late", "filename": 'a".png'})

    assert told == 'msg="late" filename="a\'.png"'
