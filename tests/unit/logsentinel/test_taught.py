import pytest

from watchfloor.errors import BadInput
from watchfloor.logsentinel.diagnosis import SYMPTOMS, Insight
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.taught import Taught, checked, untaught
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play, seated
from watchfloor.play.trajectory import Trajectory


def _played(team: Taught) -> Trajectory:
    """Return how *team* plays one world."""
    seats = dict.fromkeys(GAME.roles, "mine")
    table = Table(Setting("easy", "sequential", 3), GAME.recipes["standard"], seats)
    return play(GAME, table, seated(GAME, table, {"mine": team.policy("mine")}))


def test_a_team_that_learnt_nothing_is_the_heuristic() -> None:
    """Until it has learnt something it makes the moves that the heuristic makes."""
    table = Table(
        Setting("easy", "sequential", 3),
        GAME.recipes["standard"],
        dict.fromkeys(GAME.roles, "heuristic"),
    )
    told = [turn.reply for turn in play(GAME, table).turns]

    assert [turn.reply for turn in _played(untaught()).turns] == told


def test_what_it_learnt_changes_what_it_does() -> None:
    """A team that believes everything asks on where the heuristic would not."""
    sure = untaught().knowing(Insight((0,) * len(SYMPTOMS), 1))

    assert _played(sure).turns != _played(untaught()).turns


def test_a_number_is_altered_where_it_is() -> None:
    """Numbers of the habits and of the zeal go by one list of names."""
    other = untaught().altered("quiet", 14).altered("again", 30)

    assert (other.habits.quiet, other.zeal.again) == (14, 30)


def test_a_number_that_is_not_there_is_told() -> None:
    """The sentence lists those that are."""
    with pytest.raises(BadInput, match=r"a team has no number 'speed'; known: again, .*worry"):
        untaught().altered("speed", 1)


def test_weights_for_something_else_are_refused() -> None:
    """A team that weighs what is weighed no more does not play."""
    with pytest.raises(BadInput, match=r"found a team with 2 weights .*; train it again"):
        checked(Taught("other", weights=(1, 2)))
