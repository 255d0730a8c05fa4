from watchfloor.logsentinel.actions import Advance, Approve, Mitigate, Report, SetSeverity, Verify
from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.roles import ROLES


def test_seats_speak_in_their_order_and_the_commander_first() -> None:
    """The order of the seats is that of the catalogue, without a gap."""
    assert [role.order for role in ROLES.values()] == list(range(len(ROLES)))
    assert next(iter(ROLES)) == "incident_commander"


def test_only_the_commander_commands() -> None:
    """Severity, approvals, phases and the report are one role's; looking is not."""
    for name, role in ROLES.items():
        commands = {Advance, Approve, Report, SetSeverity} & set(role.moves)

        assert bool(commands) == (name == "incident_commander")
        assert (Verify in role.moves) == (name != "incident_commander")
        assert Mitigate in role.moves


def test_meters_are_of_services_and_every_service_has_one() -> None:
    """No slot is unseen by everybody, and no meter is of what does not exist."""
    slots = {slot.name for slot in SLOTS}

    assert {meter for role in ROLES.values() for meter in role.meters} == slots
