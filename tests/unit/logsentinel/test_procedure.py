from scenes import COMMANDER, DB, LAG, landed, scene
from watchfloor.logsentinel import procedure
from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.room import MOST_STRAIN
from watchfloor.logsentinel.scene import Heard, Ordered

RATED = LAG._replace(severity=3)
RELIEF = landed("throttle_writes", "first_replica", 12)


def test_an_outage_is_relieved_where_its_fix_is_slow() -> None:
    """A quick fix needs no relief; an intrusion is contained however quick its fix is."""
    assert procedure.steps("disk_full") == ("expand_disk",)
    assert procedure.steps("replication_lag") == ("throttle_writes", "rebuild_replica")
    assert procedure.steps("insider_theft") == ("disable_account", "rotate_secrets")


def test_what_was_ordered_is_due_no_more() -> None:
    """The next step is the first that is neither under way nor done."""
    seen = scene(DB, "mitigate", proposals=(RATED,), ordered=(RELIEF,))

    assert procedure.due(seen, RATED) == ("rebuild_replica",)
    assert procedure.next_step(seen) == (RATED, "rebuild_replica")


def test_nothing_is_ordered_before_it_is_rated() -> None:
    """A proposal without a severity waits for the commander."""
    assert procedure.next_step(scene(DB, "mitigate", proposals=(LAG,))) is None


def test_what_disturbs_too_much_needs_approval_too() -> None:
    """After much was ordered even what is not risky has to be allowed."""
    calm, strained = scene(DB), scene(DB, strain=MOST_STRAIN)
    given = Ordered("throttle_writes", "first_replica", "approved", 0, "")

    assert procedure.is_allowed(calm, "throttle_writes", "first_replica")
    assert not procedure.is_allowed(strained, "throttle_writes", "first_replica")
    assert procedure.is_allowed(
        strained._replace(ordered=(given,)), "throttle_writes", "first_replica"
    )


def test_approvals_are_what_proposals_wait_for() -> None:
    """Only what is due and not allowed yet is asked for."""
    ransom = RATED._replace(incident_type="ransomware", slot="workers")

    assert procedure.approvals(scene(COMMANDER, proposals=(ransom, RATED))) == (
        ("isolate_host", "workers"),
        ("restore_backup", "workers"),
    )


def test_a_check_holds_until_the_next_effect() -> None:
    """What was looked at before a mitigation landed is open again."""
    early, late = RATED._replace(checked=11), RATED._replace(checked=12)
    seen = scene(DB, "verify", ordered=(RELIEF,))

    assert procedure.open_checks(seen._replace(proposals=(early,))) == (early,)
    assert procedure.open_checks(seen._replace(proposals=(late,))) == ()


def test_a_rest_is_longer_where_nobody_does_anything() -> None:
    """Among people at work one minute passes, among people who wait some more."""
    waited = (Heard(8, DB, "wait", ("1",), "ok"), Heard(9, COMMANDER, "wait", ("1",), "ok"))

    assert procedure.rest(scene(DB)) == Wait()
    assert procedure.rest(scene(DB, timeline=waited)) == Wait(ticks=procedure.PAUSE)
    assert procedure.rest(scene(DB, timeline=waited), COMMANDER) == Wait(then=COMMANDER)


def test_what_cannot_land_in_time_is_not_due_any_more() -> None:
    """Close to the end only the first order of all is given, for without it nothing is checked."""
    late = scene(DB, "mitigate", tick=54, proposals=(RATED,))
    acted = late._replace(ordered=(RELIEF,))

    assert procedure.due(late, RATED) == ("throttle_writes", "rebuild_replica")
    assert procedure.due(acted, RATED) == ()


def test_the_room_winds_up_if_there_is_something_to_report() -> None:
    """The last ticks belong to the report, unless nothing was proposed."""
    seen = scene(DB, tick=60 - procedure.WIND_UP)

    assert not procedure.is_closing(seen)
    assert procedure.is_closing(seen._replace(proposals=(LAG,)))
    assert not procedure.is_closing(seen._replace(proposals=(LAG,), tick=seen.tick - 1))
