import pytest

from watchfloor.logsentinel.actions import Claim, Mitigate, Report, Wait
from watchfloor.logsentinel.roles import ROLES
from watchfloor.play.action import Action, Malformed, parse, written

COMMANDS = ROLES["incident_commander"].moves


@pytest.mark.parametrize(
    "action",
    [
        Wait(),
        Wait(3, then="db_sre"),
        Mitigate("post_status", "edge"),
        Report((Claim("root_cause", "p-1", evidence=("ev-000001",)), Claim("recovered", "p-1"))),
    ],
)
def test_a_move_is_read_as_it_is_written(action: Action) -> None:
    """What a role writes is what the room hears."""
    assert parse(written(action), COMMANDS) == action


@pytest.mark.parametrize(
    "reply",
    [
        '{"move": "wait", "ticks": "2"}',
        '{"move": "wait", "role": "db_sre"}',
        '{"move": "report", "claims": [{"kind": "root_cause", "sure": true}]}',
        '{"move": "report", "claims": [{"move": "claim", "kind": "guess"}]}',
        '{"move": "advance", "phase": "party"}',
        '{"move": "verify", "proposal": "p-1"}',
        '{"move": "wait", "ticks": 1000000000000000000000}',
    ],
)
def test_what_is_no_move_of_the_role_is_malformed(reply: str) -> None:
    """A wrong type, a role of one's own choosing, an unknown word, another role's move."""
    assert isinstance(parse(reply, COMMANDS), Malformed)
