"""The games that can be played."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import watchfloor
from integration.terminal import LOOKOUT
from lookout.game import GAME
from watchfloor.agents import games
from watchfloor.errors import BadExtension, BadInput
from watchfloor.play.game import Game

PACKAGE = Path(watchfloor.__file__).parent


@pytest.fixture
def kept_path() -> Iterator[None]:
    """Leave the places where Python looks for packages as they were."""
    before = list(sys.path)
    yield
    sys.path[:] = before


def test_every_shipped_game_is_found_by_its_name_and_by_its_folder() -> None:
    """A shipped game is one object, however it is asked for."""
    for name in games.shipped():
        game = games.find(name)

        assert isinstance(game, Game)
        assert game.name == name
        assert games.find(str(PACKAGE / name)) is game


def test_the_room_that_defines_games_is_none() -> None:
    """`play` has a game.py that says what a game is."""
    assert "play" not in games.shipped()


def test_a_game_is_found_by_its_folder() -> None:
    """The path may be relative, and may go in circles."""
    assert games.find(str(LOOKOUT)) is GAME
    assert games.find(str(LOOKOUT / "roles" / "..")) is GAME


@pytest.mark.usefixtures("kept_path")
def test_a_game_needs_to_be_on_no_path(tmp_path: Path) -> None:
    """A folder is imported from wherever it is, in pieces that import one another by its name."""
    folder = tmp_path / "garden_game"
    folder.mkdir()
    (folder / "game.py").write_text("from garden_game.rules import GAME\n")
    (folder / "rules.py").write_text("from lookout.game import GAME\n")

    assert games.find(str(folder)) is GAME


@pytest.mark.usefixtures("kept_path")
def test_two_folders_of_one_name_are_not_mixed_up(tmp_path: Path) -> None:
    """The second is refused, since Python would take the first for it."""
    for place in ("here", "there"):
        folder = tmp_path / place / "orchard_game"
        folder.mkdir(parents=True)
        (folder / "game.py").write_text("from lookout.game import GAME\n")

    assert games.find(str(tmp_path / "here" / "orchard_game")) is GAME
    with pytest.raises(BadInput, match="is called like the module 'orchard_game'; rename it"):
        games.find(str(tmp_path / "there" / "orchard_game"))


@pytest.mark.parametrize("name", ["json", "sys", "__main__", "watchfloor"])
def test_a_folder_called_like_a_module_is_refused(tmp_path: Path, name: str) -> None:
    """Python would import the module in its place."""
    (tmp_path / name).mkdir()
    (tmp_path / name / "game.py").write_text("")

    with pytest.raises(BadInput, match="rename it"):
        games.find(str(tmp_path / name))


@pytest.mark.usefixtures("kept_path")
def test_a_broken_game_is_told_with_its_line(tmp_path: Path) -> None:
    """The sentence leads to the line of the file that failed, wherever it was imported from."""
    folder = tmp_path / "broken_game"
    folder.mkdir()
    (folder / "game.py").write_text("import broken_game.rules\n")
    (folder / "rules.py").write_text("\n\nRULES = {}['missing']\n")

    with pytest.raises(BadExtension) as raised:
        games.find(str(folder))
    assert "KeyError: 'missing'" in str(raised.value)
    assert str(raised.value).endswith("rules.py, line 3); mend it")


@pytest.mark.usefixtures("kept_path")
def test_an_interruption_is_not_taken_for_a_broken_game(tmp_path: Path) -> None:
    """Whoever presses Ctrl-C while a game is loaded stops the program."""
    folder = tmp_path / "slow_game"
    folder.mkdir()
    (folder / "game.py").write_text("raise KeyboardInterrupt\n")

    with pytest.raises(KeyboardInterrupt):
        games.find(str(folder))


def test_a_recorded_game_is_found_in_its_folder() -> None:
    """A file names its game, and the folder says where that is."""
    assert games.recorded("lookout", str(LOOKOUT)) is GAME


def test_a_recorded_game_that_is_not_at_hand_is_asked_for() -> None:
    """The sentence says which game is missing and how to give it."""
    with pytest.raises(BadInput, match="'lookout', which is not shipped; add --game"):
        games.recorded("lookout", None)


def test_a_recorded_game_is_not_replayed_by_another() -> None:
    """The folder of one game does not stand for another."""
    with pytest.raises(BadInput, match=r"'chess', but .* holds 'lookout'; give the folder"):
        games.recorded("chess", str(LOOKOUT))


def test_an_unknown_game_is_told_with_what_to_do(tmp_path: Path) -> None:
    """A name that is neither shipped nor a folder is refused, and so is a folder of something."""
    with pytest.raises(BadInput, match=r"no game called 'chess'.* or give a folder that holds"):
        games.find("chess")
    with pytest.raises(BadInput, match=r"did you mean 'opensoc'\?$"):
        games.find("opnsoc")
    with pytest.raises(BadInput, match=r"holds no game\.py"):
        games.find(str(tmp_path))
