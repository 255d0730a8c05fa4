import pytest

from watchfloor.logsentinel.analyst import (
    COVERS,
    OWNERS,
    SIGNS,
    experts,
    explained,
    is_near,
    lead,
    severity,
    suspicions,
    worth,
)
from watchfloor.logsentinel.scene import Held
from watchfloor.logsentinel.source import SOURCES
from watchfloor.play.reward import ONE

SLOTS = ("edge", "web", "api", "auth", "primary", "first_replica")
SURE = Held("ev-1", "db_log", "segment_removed_logged", "first_replica", 7)
HALF = Held("ev-2", "trace", "primary_read_span", "api", 9)
ALARM = Held("ev-3", "db_log", "bulk_read_logged", "primary", 5)
EXCUSE = Held("ev-4", "change", "copy_announced", "primary", 5, "incident_commander")


def test_every_source_has_an_owner_and_watches_something() -> None:
    """No source is nobody's, and none has nothing to say."""
    assert [source for source in SOURCES if source not in OWNERS or not COVERS[source]] == []


def test_a_rule_is_worth_the_more_the_fewer_types_it_speaks_for() -> None:
    """What speaks for one type is certain, what speaks for two is half, an excuse is nothing."""
    assert worth("segment_removed_logged") == ONE
    assert worth("primary_read_span") == ONE // 2
    assert worth("copy_announced") == 0


@pytest.mark.parametrize(("other", "near"), [("primary", True), ("api", True), ("edge", False)])
def test_near_is_what_calls_or_is_called(other: str, near: bool) -> None:  # noqa: FBT001  # a row
    """A service is near to itself, its callers and what it calls."""
    assert is_near("primary", other) is near


def test_evidence_of_one_role_alone_is_worth_less() -> None:
    """A certain sign is discounted until another role has something to say."""
    (alone, *_) = suspicions((SURE,), SLOTS, ONE // 2)
    (together, *_) = suspicions((SURE, HALF), SLOTS, ONE // 2)

    assert (alone.incident_type, alone.slot, alone.is_lone) == (
        *("replication_lag", "first_replica", True),
    )
    assert (alone.support, together.support) == (ONE // 2, ONE)
    assert set(together.cited) == {"ev-1", "ev-2"}


def test_nothing_is_suspected_where_nothing_came_up() -> None:
    """What lies next to a service alone does not make it suspicious."""
    found = suspicions((HALF,), SLOTS, ONE)

    assert [one for one in found if one.slot in ("primary", "first_replica")] == []


def test_nothing_is_suspected_on_a_service_that_is_absent() -> None:
    """A world without the replica has no lag on it."""
    assert suspicions((SURE,), ("primary",), ONE) == ()


def test_a_record_explains_the_alarms_that_its_harmless_type_raises() -> None:
    """An announced copy explains that tables are read; without it nothing does."""
    assert "bulk_read_logged" in SIGNS["backup_window"]
    assert explained((ALARM, EXCUSE)) == {"ev-3"}
    assert explained((ALARM,)) == frozenset()


def test_a_record_explains_nothing_far_away() -> None:
    """A copy of the primary is no excuse for what goes on elsewhere."""
    far = ALARM._replace(slot="second_replica")

    assert explained((far, EXCUSE)) == frozenset()


def test_severity_and_lead_are_those_of_the_runbook() -> None:
    """One level less grave for each tier; whoever ends it leads."""
    assert [severity("disk_full", tier) for tier in range(4)] == [2, 3, 4, 4]
    assert lead("disk_full") == "db_sre"


def test_experts_are_those_whose_sources_could_know() -> None:
    """Whoever watches the service and has rules for the type is asked, the best placed first."""
    found = experts("replication_lag", "first_replica")

    assert found[0] == "db_sre"
    assert "incident_commander" in found
