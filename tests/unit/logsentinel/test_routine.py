from scenes import APP, COMMANDER, DB, LAG, READS, SEGMENT, landed, scene
from watchfloor.logsentinel import routine
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Verify,
)
from watchfloor.logsentinel.scene import Ordered

RATED = LAG._replace(severity=2)


def test_a_sweep_asks_once_and_then_no_more() -> None:
    """Every source is asked about what it watches, until all were asked."""
    first = routine.sweep(scene(DB, tick=0))
    last = routine.sweep(scene(DB, tick=4000))

    assert first == Query("db_metrics", "primary-x")
    assert last is None


def test_the_loudest_is_what_is_named_most() -> None:
    """Types and services are ranked by how many pieces name them, what was said left out."""
    held = (SEGMENT, SEGMENT._replace(id="ev-5", rule="wal_not_applied"), READS)

    assert routine.loudest(scene(DB, held=held))[0] == ("replication_lag", "first_replica")
    assert routine.loudest(scene(DB, held=(SEGMENT,), proposals=(LAG,))) == []


def test_a_proposal_takes_two_pieces_and_is_made_once() -> None:
    """With one piece, or said before, nothing is proposed."""
    held = (SEGMENT, READS)
    seen = scene(DB, held=held)

    assert isinstance(routine.anything(seen, held, "disk_full", "primary"), Propose)
    assert routine.anything(seen, held[:1], "disk_full", "primary") is None
    said = scene(DB, proposals=(LAG,))
    assert routine.anything(said, held, "replication_lag", "first_replica") is None


def test_a_rushed_room_goes_from_gate_to_gate() -> None:
    """Whatever is proposed is rated, treated, checked and reported without a thought."""
    done = (landed("rebuild_replica", "first_replica", 20),)
    checked = RATED._replace(check="unwell", checked=22)
    cases = [
        (scene(COMMANDER, proposals=(LAG,)), SetSeverity("p-1", 2, then=COMMANDER)),
        (scene(COMMANDER, proposals=(RATED,)), Advance("triage", then=COMMANDER)),
        (scene(COMMANDER, "triage", proposals=(RATED,)), Advance("mitigate")),
        (scene(COMMANDER, "mitigate", proposals=(RATED,), ordered=done), Advance("verify")),
        (
            scene(COMMANDER, "verify", proposals=(checked,), ordered=done),
            Advance("report", then=COMMANDER),
        ),
        (
            scene(COMMANDER, "report", proposals=(checked,)),
            Report((Claim("root_cause", "p-1", evidence=("ev-1",)),)),
        ),
    ]

    assert [routine.rush(seen) for seen, _ in cases] == [wanted for _, wanted in cases]
    assert routine.rush(scene(DB, proposals=(LAG,))) is None


def test_what_is_risky_is_waved_through() -> None:
    """The rubber stamp is put on whatever a playbook asks for."""
    ransom = RATED._replace(incident_type="ransomware", slot="workers")
    action = routine.rush(scene(COMMANDER, "mitigate", proposals=(ransom,)))

    assert action == Approve("isolate_host", "workers-x", then="security_analyst")


def test_a_playbook_is_played_by_whoever_owns_its_steps() -> None:
    """The database team plays the playbook of a lagging replica, the application team does not."""
    seen = scene(DB, "mitigate", proposals=(RATED,))

    assert routine.treat(seen) == Mitigate("throttle_writes", "first_replica-x", "p-1")
    assert routine.treat(seen._replace(role=APP)) is None


def test_an_order_is_not_given_twice() -> None:
    """What is under way is not ordered again."""
    seen = scene(APP, "mitigate", proposals=(RATED,))
    under_way = Ordered("restart", "web", "pending", 12, "")

    assert routine.order(seen, "restart", "web") == Mitigate("restart", "web-x", "")
    assert routine.order(seen._replace(ordered=(under_way,)), "restart", "web") is None


def test_whatever_was_not_looked_at_is_looked_at() -> None:
    """A check is made of the first proposal that nobody has verified."""
    done = (landed("rebuild_replica", "first_replica", 20),)

    assert routine.check(scene(DB, "verify", proposals=(RATED,), ordered=done)) == Verify(
        "p-1", then=COMMANDER
    )
    assert routine.check(scene(COMMANDER, "verify", proposals=(RATED,), ordered=done)) is None
