import pytest

from watchfloor.play.reward import ONE, Term
from watchfloor.play.terms import TERMS

EVERY = pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)


@EVERY
def test_a_term_pays_its_good_example_more(term: Term) -> None:
    """Both examples are worth something from nothing to one, the good one more."""
    assert 0 <= term.worth(term.refuses) < term.worth(term.pays) <= ONE


@EVERY
def test_a_term_has_a_summary(term: Term) -> None:
    """The summary of a term is a sentence."""
    assert term.summary.endswith(".")
