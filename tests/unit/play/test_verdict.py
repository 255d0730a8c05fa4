import msgspec
import pytest

from watchfloor.codec import canonical
from watchfloor.play.verdict import Fact, Verdict

VERDICT = Verdict("keeper", (Fact("right", value=True), Fact("lines", 2, ("log-01", "log-02"))))


def test_a_fact_is_found_by_its_name() -> None:
    """A verdict hands out its facts with their evidence."""
    assert VERDICT["lines"] == Fact("lines", 2, ("log-01", "log-02"))


def test_a_fact_that_was_not_found_is_no_fact() -> None:
    """Asking for what the verifier did not state names what it did."""
    with pytest.raises(
        KeyError, match="the verdict on 'keeper' has no fact 'rigt'; it has: right, lines"
    ):
        VERDICT["rigt"]


def test_a_fact_keeps_its_kind_on_the_record() -> None:
    """True stays true and does not become 1, so a replay compares equal things."""
    again = msgspec.json.decode(canonical(VERDICT), type=Verdict)

    assert again == VERDICT
    assert again["right"].value is True
    assert type(again["lines"].value) is int
