import msgspec

from cases import grown
from watchfloor.opensoc.case import Case, Origin


def test_a_case_is_kept_as_it_is() -> None:
    """What a console holds goes to the wire and back."""
    case = grown(1)[0].case

    assert msgspec.json.decode(msgspec.json.encode(case), type=Case) == case


def test_where_a_case_comes_from_is_not_in_it() -> None:
    """What the generator meant is told beside a case, so that no reader of the case can see it."""
    assert set(Case.__struct_fields__) & set(Origin.__struct_fields__) == set()
