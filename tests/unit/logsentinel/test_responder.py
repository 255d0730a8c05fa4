from scenes import ANALYST, APP, COMMANDER, DB, LAG, READS, SEGMENT, landed, scene
from watchfloor.logsentinel import responder
from watchfloor.logsentinel.actions import (
    Handoff,
    Mitigate,
    Propose,
    Query,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.scene import Held, Ordered, Scene
from watchfloor.play.action import Action

ASKED = {(source, slot): 9 for source in ("db_log", "db_metrics") for slot in ("first_replica",)}


def said(seen: Scene, memory: Memory | None = None) -> Action:
    """Return what a specialist of ordinary habits does in *seen*."""
    return responder.reply(seen, memory or Memory(), Habits())


def test_what_two_roles_show_is_proposed() -> None:
    """A certain sign with another role's beside it is put before the room."""
    action = said(scene(DB, held=(SEGMENT, READS)))

    assert isinstance(action, Propose)
    assert (action.incident_type, action.service) == ("replication_lag", "first_replica-x")
    assert (set(action.evidence), action.then) == ({"ev-1", "ev-2"}, COMMANDER)


def test_what_has_come_up_is_followed_up_in_all_own_sources() -> None:
    """A sign that only one source has shown makes its owner ask the others, and keep the floor."""
    action = said(scene(DB, held=(SEGMENT,)))

    assert isinstance(action, Query)
    assert (action.service, action.then) == ("first_replica-x", DB)


def test_a_colleague_is_asked_about_what_only_the_own_sources_show() -> None:
    """After the own sources were asked, the sign is shown to somebody who may know more."""
    again = SEGMENT._replace(id="ev-3", rule="recovery_conflict_logged")
    careful = Habits(propose_at=800_000, lone=700_000)
    seen = scene(DB, held=(SEGMENT, again))
    action = responder.reply(seen, Memory(asked=dict(ASKED)), careful)

    assert isinstance(action, Handoff)
    assert action.to == action.then != DB


def test_what_a_record_explains_is_taken_back() -> None:
    """A proposal that rests on explained alarms is withdrawn before anything was done."""
    alarm = Held("ev-1", "db_log", "bulk_read_logged", "primary", 5)
    excuse = Held("ev-2", "change", "copy_announced", "primary", 5, COMMANDER)
    theft = LAG._replace(incident_type="insider_theft", slot="primary")

    assert said(scene(DB, held=(alarm, excuse), proposals=(theft,))) == Withdraw(
        "p-1", then=COMMANDER
    )


def test_whoever_owns_the_next_step_orders_it() -> None:
    """Relief comes before a slow fix; a role that owns neither does something else."""
    seen = scene(DB, "mitigate", proposals=(LAG._replace(severity=3),))
    done = Ordered("throttle_writes", "first_replica", "pending", 11, "p-1")

    assert said(seen) == Mitigate("throttle_writes", "first_replica-x", "p-1", then=DB)
    assert said(seen._replace(ordered=(done,))) == Mitigate(
        "rebuild_replica", "first_replica-x", "p-1", then=DB
    )
    assert not isinstance(said(seen._replace(role=APP)), Mitigate)


def test_a_risky_step_waits_for_the_commander() -> None:
    """What needs approval is not ordered before it was given."""
    shell = LAG._replace(incident_type="ransomware", slot="workers", severity=2)
    seen = scene(ANALYST, "mitigate", proposals=(shell,))
    allowed = Ordered("isolate_host", "workers", "approved", 0, "")

    assert not isinstance(said(seen), Mitigate)
    assert said(seen._replace(ordered=(allowed,))) == Mitigate(
        "isolate_host", "workers-x", "p-1", then=ANALYST
    )


def test_whoever_proposed_looks_whether_it_helped() -> None:
    """The service of an own proposal is verified after the last effect, once."""
    seen = scene(
        DB,
        "verify",
        tick=30,
        proposals=(LAG,),
        ordered=(landed("rebuild_replica", "first_replica", 28),),
    )
    looked = LAG._replace(check="well", checked=29)

    assert said(seen) == Verify("p-1", then=COMMANDER)
    assert not isinstance(said(seen._replace(proposals=(looked,))), Verify)


def test_nothing_is_begun_at_the_very_end() -> None:
    """A few ticks before the end a proposal would come to nothing."""
    assert not isinstance(said(scene(DB, tick=55, held=(SEGMENT, READS))), Propose)


def test_whoever_has_nothing_to_do_lets_time_pass() -> None:
    """With nothing to follow up and everything asked a while ago, a specialist waits."""
    everything = {
        (source, slot): 9 for source in ("db_log", "db_metrics") for slot in scene(DB).names
    }

    assert said(scene(DB), Memory(asked=everything)) == Wait()


def test_the_last_ticks_belong_to_the_report() -> None:
    """Close to the end a specialist asks nothing more and gives the floor to the commander."""
    seen = scene(DB, "verify", tick=50, held=(SEGMENT,), proposals=(LAG._replace(role=APP),))

    assert said(seen) == Wait(then=COMMANDER)


def test_one_check_follows_the_other() -> None:
    """Whoever has looked gives the floor to whoever has to look next."""
    other = LAG._replace(id="p-2", role=APP, slot="web")
    done = (landed("rebuild_replica", "first_replica", 28),)
    seen = scene(DB, "verify", tick=30, proposals=(LAG, other), ordered=done)

    assert said(seen) == Verify("p-1", then=APP)
