import json
import math

import msgspec
import pytest

from watchfloor.codec import canonical, digest


class Point(msgspec.Struct, frozen=True):
    """A value with a struct's field order, which is not the alphabet's."""

    y: int
    x: float | None = None


SPELLINGS: list[tuple[object, bytes]] = [
    ({"b": 1, "a": [True, None]}, b'{"a":[true,null],"b":1}'),
    ({"a": {"d": 1, "c": 2}}, b'{"a":{"c":2,"d":1}}'),
    ("Gr\xfc\xdfe \u65e5\u672c", '"Gr\xfc\xdfe \u65e5\u672c"'.encode()),
    ('a"b\\c\n\x00', rb'"a\"b\\c\n\u0000"'),
    ((1, 2), b"[1,2]"),
    (frozenset({3, 1, 2}), b"[1,2,3]"),
    (2**70, b"1180591620717411303424"),
    (0.1, b"0.1"),
    (Point(2, 1.5), b'{"x":1.5,"y":2}'),
    # Places of the Unicode table decide, so the order does not depend on the machine's language.
    (
        {"\U0001f600": 1, "\uffff": 2, "z": 3, "\xe9": 4},
        '{"z":3,"\xe9":4,"\uffff":2,"\U0001f600":1}'.encode(),
    ),
]


@pytest.mark.parametrize(("value", "spelling"), SPELLINGS, ids=ascii)
def test_a_value_has_the_spelling_it_always_had(value: object, spelling: bytes) -> None:
    """Recorded digests stand on the exact bytes."""
    assert canonical(value) == spelling


def test_the_order_of_keys_does_not_show() -> None:
    """Two dictionaries with the same entries are spelled the same."""
    assert canonical({"a": 1, "b": 2}) == canonical({"b": 2, "a": 1})


def test_values_of_different_kinds_are_spelled_differently() -> None:
    """What JSON tells apart has spellings of its own."""
    kinds: tuple[object, ...] = (1, 1.0, True, "1", [1], None, "null", "", [], {}, 0, False, "true")

    assert len({canonical(kind) for kind in kinds}) == len(kinds)


@pytest.mark.parametrize("number", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("depth", range(3))
def test_a_number_that_json_cannot_spell_is_refused(number: float, depth: int) -> None:
    """NaN and the infinities are refused at any depth, in any container."""
    value: object = number
    for _ in range(depth):
        value = {"a": (Point(1), [value])}

    with pytest.raises(ValueError, match="has no canonical spelling; record a finite number"):
        canonical(value)


def test_a_struct_hides_no_number_that_json_cannot_spell() -> None:
    """The field of a struct is looked at like the entry of a dictionary."""
    with pytest.raises(ValueError, match="nan has no canonical spelling"):
        canonical([Point(1, math.nan)])


def test_nothing_is_something_that_json_can_spell() -> None:
    """`None` and the text `null` pass where NaN is refused."""
    assert canonical([None, "null", Point(1)]) == b'[null,"null",{"x":null,"y":1}]'


@pytest.mark.parametrize(
    ("value", "kind"),
    [("\ud800", UnicodeEncodeError), (object(), TypeError), ({1: 2}, TypeError)],
    ids=["half a character", "no shape", "a key that is no text"],
)
def test_what_has_no_spelling_is_refused(value: object, kind: type[Exception]) -> None:
    """A half character, a thing without a shape and a key that is no text raise."""
    with pytest.raises(kind):
        canonical(value)


def test_a_digest_is_that_of_the_spelling() -> None:
    """The digest of a value is the SHA-256 of its one spelling."""
    assert digest({"a": 1}) == "015abd7f5cc57a2dd94b7590f04ad8084273905ee33ec5cebeae62276a97f862"


@pytest.mark.parametrize(("value", "spelling"), SPELLINGS, ids=ascii)
def test_a_spelling_is_json(value: object, spelling: bytes) -> None:
    """Another reader of JSON reads a spelling as what the first one wrote."""
    assert canonical(json.loads(spelling)) == canonical(value)
