import pytest

from lookout.actions import Ask, Decide, Point
from lookout.roles import ROLES
from watchfloor.play.action import Malformed, parse, written
from watchfloor.play.role import Role


@pytest.mark.parametrize("role", ROLES.values(), ids=lambda role: role.name)
def test_a_role_can_make_its_own_moves_and_no_other(role: Role) -> None:
    """What a seat may do is decided by its moves, not by what its player writes."""
    moves = (Point(("log-01",)), Ask(), Decide("calm"))
    read = [parse(written(move), role.moves) for move in moves]

    assert [not isinstance(move, Malformed) for move in read] == [
        type(move) in role.moves for move in moves
    ]
