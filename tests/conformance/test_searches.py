"""Every search for a way to earn for nothing, at a low effort."""

import pytest

from watchfloor.agents.games import find
from watchfloor.audit.search import Budget
from watchfloor.audit.searches import SEARCHES
from watchfloor.audit.seeking import seek, seekings
from watchfloor.audit.trial import QUICK, Trial

ONE_ROUND = Budget(rounds=1)
CASES = [
    pytest.param(name, game, id=f"{name}-{game}")
    for name, search in SEARCHES.items()
    for game in search.games
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "game"), CASES)
def test_what_a_search_finds_first_does_not_pay(name: str, game: str) -> None:
    """One round of each search ends with something that was judged, and it holds."""
    found = find(game)
    wanted = seekings(Trial(found, found.recipes["standard"], QUICK), game, ONE_ROUND)
    rows = seek(next(it for it in wanted if it.search == name))

    assert rows
    assert [row for row in rows if row.fate == "falls short"] == []
