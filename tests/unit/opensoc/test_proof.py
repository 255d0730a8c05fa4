import pytest

from watchfloor.opensoc.proof import (
    Choice,
    Proof,
    all_names,
    names,
    shortest,
    size,
    smallest,
    spelled,
    told,
)

TWO = Choice(2, (("b",), ("c", "d"), ("e",)))
MANY: Proof = ("a", TWO)
PLAIN: Proof = ("a", "z")


def test_a_choice_stands_for_every_set_that_is_enough() -> None:
    """So many groups are taken, and one id of each, beside the ids that are all needed."""
    assert [*spelled(MANY)] == [
        ("a", "b", "c"),
        ("a", "b", "d"),
        ("a", "b", "e"),
        ("a", "c", "e"),
        ("a", "d", "e"),
    ]
    assert [*spelled(PLAIN)] == [PLAIN]
    assert {len(some) for some in spelled(MANY)} == {size(MANY)}
    assert size(PLAIN) == 2


def test_the_names_of_a_proof_are_all_that_it_may_take() -> None:
    """Whatever is in one of the sets is named, and nothing else."""
    assert names(MANY) == ["a", "b", "c", "d", "e"]
    assert all_names([MANY, PLAIN]) == {"a", "b", "c", "d", "e", "z"}
    assert all_names([]) == set()


def test_the_shortest_is_a_set_of_the_proof_that_takes_least() -> None:
    """A long list to choose from may be shorter than a short list that is all needed."""
    assert shortest([("x", "y", "z", "w"), MANY]) == ("a", "b", "c")
    assert shortest([MANY, PLAIN]) == PLAIN
    assert shortest([]) == ()


def test_a_proof_is_told_in_words() -> None:
    """A reader sees how many of which ids will do."""
    assert told(PLAIN) == "a, z"
    assert told(MANY) == "a, 2 of (b, c or d, e)"


@pytest.mark.parametrize(
    ("proofs", "kept"),
    [
        ([("a",)], (("a",),)),
        ([("a",), ("a",)], (("a",),)),
        ([("a", "b"), ("c", "d")], (("a", "b"), ("c", "d"))),
        ([("a", "b", "c"), ("c", "b")], (("c", "b"),)),
        ([("b",), ("a", "b"), ("a", "c")], (("b",), ("a", "c"))),
        ([("a", TWO), ("a", "b")], (("a", TWO), ("a", "b"))),
        ([("a", TWO), ("a",)], (("a",),)),
    ],
)
def test_a_proof_that_needs_all_of_another_and_more_is_dropped(
    proofs: list[Proof], kept: tuple[Proof, ...]
) -> None:
    """What is left is each once; of a choice only what is needed in any case counts."""
    assert smallest(proofs) == kept
