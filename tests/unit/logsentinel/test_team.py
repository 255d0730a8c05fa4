from scenes import COMMANDER, DB
from warroom import incident, opened
from watchfloor.logsentinel import team, view
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.roles import ROLES
from watchfloor.play.action import Action, name_of
from watchfloor.seeds import Seed

STATE = opened(incident("disk_full", "primary"))


def test_every_seat_answers_with_a_move_of_its_role() -> None:
    """A member of the team makes moves that its role has."""
    sit = team.seat(Habits())
    for role in ROLES.values():
        reply = sit(role.name, Seed.of(1))(view.observe(STATE, role.name))

        assert isinstance(reply, Action)
        assert name_of(type(reply)) in {name_of(move) for move in role.moves}


def test_a_team_draws_nothing() -> None:
    """Two players of one seat with other draws do the same."""
    sit = team.seat(Habits())
    seen = view.observe(STATE, COMMANDER)

    assert sit(COMMANDER, Seed.of(1))(seen) == sit(COMMANDER, Seed.of(2))(seen)
    assert sit(DB, Seed.of(1)) is not sit(DB, Seed.of(1))
