import json

from hypothesis import given
from hypothesis import strategies as st

from property.strategies import VALUES, WORDS
from watchfloor.codec import canonical, digest


def _exactly(value: object) -> str:
    """Return *value* as a text that tells 1, 1.0 and True apart, and 0.0 from -0.0."""
    return json.dumps(value, sort_keys=True)


@given(VALUES)
def test_a_spelling_reads_back_as_its_value(value: object) -> None:
    """Nothing is lost in a spelling, so different values are spelled differently."""
    assert _exactly(json.loads(canonical(value))) == _exactly(value)


@given(VALUES, VALUES)
def test_values_share_a_spelling_when_they_are_the_same(one: object, other: object) -> None:
    """Two values have one spelling, and one digest, exactly when JSON cannot tell them apart."""
    are_same = _exactly(one) == _exactly(other)

    assert (canonical(one) == canonical(other)) == are_same
    assert (digest(one) == digest(other)) == are_same


@given(st.dictionaries(WORDS, VALUES, max_size=6), st.data())
def test_the_order_of_keys_does_not_show(value: dict[str, object], data: st.DataObject) -> None:
    """A dictionary is spelled the same in whatever order it was filled."""
    keys = data.draw(st.permutations(sorted(value)))

    assert canonical({key: value[key] for key in keys}) == canonical(value)


@given(VALUES)
def test_a_spelling_of_a_spelling_is_itself(value: object) -> None:
    """Reading and writing again changes no byte."""
    spelled = canonical(value)

    assert canonical(json.loads(spelled)) == spelled
