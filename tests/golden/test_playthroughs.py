"""Every scenario of every game, played and told as it was when somebody last read it."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from golden.conftest import HERE, Keep
from lookout.game import GAME as LOOKOUT
from watchfloor.agents import games
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.narration import narrate
from watchfloor.play.seating import Answer, play, seated

SEED = 7
FOLDER = "playthroughs"
OTHERS = ("catalogue.txt", "trajectory.jsonl", "war_rooms.txt")
"""What the tests beside this one keep."""
WORDS = {
    "spotter": "The lines of the person who failed so often look odd to me.",
    "keeper": 'As agreed:\n```json\n{"move":"decide","gate":"maybe"}\n```',
}
"""What players say who have not understood what is asked."""


class Playthrough(NamedTuple):
    """One episode that is kept as text."""

    game: Game[Any]
    scenario: str
    policy: str
    """One of the game, or `words`."""

    @property
    def name(self) -> str:
        """The name of its file."""
        return f"{self.game.name}-{self.scenario}-{self.policy}-{SEED}.txt"

    def text(self) -> str:
        """Return the episode as people read it."""
        setting = Setting(self.scenario, self.game.modes[0], SEED)
        seats = dict.fromkeys(self.game.roles, self.policy)
        table = Table(setting, self.game.recipes["standard"], seats)
        answers = _speakers() if self.policy == "words" else seated(self.game, table)
        return narrate(self.game, play(self.game, table, answers))


def _speakers() -> dict[str, Answer]:
    return {role: _speaker(reply) for role, reply in WORDS.items()}


def _speaker(reply: str) -> Answer:
    return lambda _: reply


def _playthroughs() -> Iterator[Playthrough]:
    for game in (LOOKOUT, *map(games.find, games.shipped())):
        usual = "heuristic" if "heuristic" in game.policies else "random"
        extra = ("random", "words") if game is LOOKOUT else ()
        for scenario in game.scenarios:
            yield from (Playthrough(game, scenario, policy) for policy in (usual, *extra))


KEPT = {it.name: it for it in _playthroughs()}


@pytest.mark.parametrize("name", KEPT)
def test_a_playthrough_is_told_as_it_was(name: str, keep: Keep) -> None:
    """The same seed, seats and rules make the same text, byte for byte."""
    keep(f"{FOLDER}/{name}", KEPT[name].text())


def test_every_file_that_is_kept_is_one_that_is_made(*, is_writing: bool) -> None:
    """A file whose scenario or policy is gone goes with it."""
    made = {HERE / name for name in (*OTHERS, *(f"{FOLDER}/{name}" for name in KEPT))}
    kept = {path for path in HERE.rglob("*") if path.suffix in (".txt", ".jsonl")}
    orphans = sorted(kept - made)
    for path in orphans if is_writing else ():
        path.unlink()

    assert [path.name for path in orphans if path.exists()] == []


def test_every_fate_of_a_reply_is_shown() -> None:
    """Among the playthroughs of the small game are moves that are done and words that are none."""
    texts = "\n".join(it.text() for it in KEPT.values() if it.game is LOOKOUT)

    assert "    ok\n" in texts
    assert "    malformed: the reply holds 0 JSON objects" in texts
    assert "    malformed: Invalid enum value 'maybe'" in texts
    assert "gate shut" in texts
