import msgspec
import pytest

from watchfloor.agents import games
from watchfloor.errors import BadInput, NotAllowed
from watchfloor.play.tasks import Examination
from watchfloor.server.library import Library
from watchfloor.server.limits import Limits
from watchfloor.server.page_desk import Desk, Look, Move, Visited
from watchfloor.server.session import House
from watchfloor.server.visits import Begin

KNOWN = {"opensoc": games.find("opensoc")}
CRAFTING = Begin("opensoc", "stage1_basic", "self_play", 0, ("attacker",))
ALONE = Look(game="opensoc", scenario="stage1_basic", mode="defender_only", team="heuristic")


def desk(examination: Examination | None = None) -> Desk:
    """Return a desk, which may hold an examination."""
    return Desk(KNOWN, House(examination), Limits(), Library({}))


def test_an_examination_helps_nobody_to_craft() -> None:
    """What the gate would say, and what it lets through, is not told before it counts."""
    strict = desk(Examination(b"0123456789abcdef"))
    visit = strict.begin(CRAFTING).visit

    with pytest.raises(NotAllowed, match="helps nobody to craft"):
        strict.gate(Move(visit, {}))
    with pytest.raises(NotAllowed, match="helps nobody to craft"):
        strict.example(Visited(visit))


def test_whoever_practises_is_helped() -> None:
    """Otherwise an example is let through by the gate."""
    open_desk = desk()
    visit = open_desk.begin(CRAFTING).visit
    found = open_desk.example(Visited(visit))

    assert open_desk.gate(Move(visit, found)).is_admitted


def test_an_examination_shows_no_episode_that_is_over() -> None:
    """Nobody learns what is true of a world by letting a policy play it."""
    with pytest.raises(NotAllowed, match="tells nothing of what is true"):
        desk(Examination(b"0123456789abcdef")).ending(ALONE)

    assert desk().ending(ALONE).triage is not None


def test_a_team_of_the_wrong_size_is_refused() -> None:
    """One policy for all seats, or one for each."""
    with pytest.raises(BadInput, match="the team names 3 policies; give one, or 2"):
        desk().ending(msgspec.structs.replace(ALONE, team="random,random,random"))
