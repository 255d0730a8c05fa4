from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from episodes import recorded
from watchfloor.play.replay import broken_link
from watchfloor.play.trajectory import START, Record

TRUE = recorded()
PLACES = st.sampled_from(
    [
        (index, field)
        for index, record in enumerate(TRUE.records)
        for field in record.__struct_fields__
        if isinstance(getattr(record, field), str | int)
    ]
)
"""Every field of every line that holds a text or a number."""


def _with(index: int, record: Record) -> tuple[Record, ...]:
    return (*TRUE.records[:index], record, *TRUE.records[index + 1 :])


@given(PLACES, st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.integers(1))
def test_an_edit_breaks_the_chain_where_it_is(
    place: tuple[int, str], words: str, number: int
) -> None:
    """No field of a line can be changed without that line being the first that does not follow."""
    index, field = place
    value = getattr(TRUE.records[index], field)
    edit = value + words if isinstance(value, str) else value + number
    flaw = broken_link(_with(index, replace(TRUE.records[index], **{field: edit})), START)

    assert flaw is not None
    assert flaw.index == index


@given(st.permutations(range(len(TRUE.records))))
def test_lines_in_another_order_do_not_follow(order: list[int]) -> None:
    """The first line that is out of its place is the first that does not follow."""
    flaw = broken_link(tuple(TRUE.records[place] for place in order), START)
    moved = [index for index, place in enumerate(order) if index != place]

    assert (flaw.index if flaw else None) == (moved[0] if moved else None)
