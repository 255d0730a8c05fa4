from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.source import SOURCES


def test_every_source_can_be_asked_by_exactly_one_role() -> None:
    """No telemetry is out of reach, and none in two hands."""
    asked = sorted(source for role in ROLES.values() for source in role.queries)

    assert asked == sorted(SOURCES)
