"""Everything that can be named, shelf by shelf."""

import pytest

from integration.terminal import LOOKOUT
from lookout.game import GAME
from watchfloor.agents import games
from watchfloor.cli import listing
from watchfloor.errors import UnknownName
from watchfloor.play.terms import TERMS
from watchfloor.world.rules import RULES

OF_A_GAME = ("roles", "scenarios", "terms", "recipes", "policies")


def test_every_shipped_game_has_its_shelves() -> None:
    """A game is listed by being there."""
    found = listing.shelves()

    assert all(f"{name}.{shelf}" in found for name in games.shipped() for shelf in OF_A_GAME)


def test_the_game_in_a_folder_is_listed_too() -> None:
    """An author sees the own game beside the others."""
    found = listing.shelves(str(LOOKOUT))

    assert found["lookout.roles"] == {name: it.brief for name, it in GAME.roles.items()}
    assert set(found) - set(listing.shelves()) == {f"lookout.{shelf}" for shelf in OF_A_GAME}


def test_every_line_says_what_a_thing_is() -> None:
    """No name stands there without a summary."""
    found = listing.shelves(str(LOOKOUT))

    assert [
        name for things in found.values() for name, said in things.items() if not said.strip()
    ] == []


def test_a_shelf_is_found_by_its_name() -> None:
    """Whoever asks for one shelf gets it, or the name of the nearest."""
    found = listing.shelves()

    assert set(listing.shelf(found, "rules")) == set(RULES)
    with pytest.raises(UnknownName, match="did you mean 'rules'"):
        listing.shelf(found, "rulse")


def test_the_text_has_a_line_for_everything() -> None:
    """What is listed for a machine is listed for people."""
    text = listing.text({"terms": listing.shelves()["terms"]})

    assert text.startswith(f"terms ({len(TERMS)})\n")
    assert all(f"  {name} " in text for name in TERMS)
