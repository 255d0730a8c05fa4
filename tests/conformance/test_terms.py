from collections.abc import Mapping

import pytest

from watchfloor.agents.games import find, shipped
from watchfloor.play.reward import ONE, Term
from watchfloor.play.terms import TERMS as ANY_GAME

TERMS: Mapping[str, Term] = {
    **ANY_GAME,
    **{
        f"{game}.{name}": term
        for game in shipped()
        for name, term in find(game).terms.items()
        if name not in ANY_GAME
    },
}
"""Those of any game, and those of each that is shipped."""

EVERY = pytest.mark.parametrize("term", TERMS.values(), ids=TERMS)


@EVERY
def test_a_term_pays_its_good_example_more(term: Term) -> None:
    """Both examples are worth something from nothing to one, the good one more."""
    assert 0 <= term.worth(term.refuses) < term.worth(term.pays)
    assert term.is_count or term.worth(term.pays) <= ONE


@EVERY
def test_a_term_has_a_summary(term: Term) -> None:
    """The summary of a term is a sentence."""
    assert term.summary.endswith(".")


@pytest.mark.parametrize("game", shipped())
def test_no_term_is_idle(game: str) -> None:
    """Every term of a game that is shipped is paid by one of its recipes."""
    found = find(game)
    paid = {
        row.term for it in found.recipes.values() for rows in it.tables.values() for row in rows
    }

    assert set(found.terms) - set(ANY_GAME) <= paid
