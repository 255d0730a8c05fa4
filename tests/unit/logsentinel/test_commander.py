from scenes import COMMANDER, DB, LAG, landed, scene
from watchfloor.logsentinel import commander
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Handoff,
    Query,
    Report,
    SetSeverity,
    Wait,
)
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.procedure import steps
from watchfloor.logsentinel.scene import Heard, Held, Scene
from watchfloor.play.action import Action

RATED = LAG._replace(severity=4)
ASKED = {("change", "first_replica"): 9}


def said(seen: Scene) -> Action:
    """Return what a commander does in *seen* who has asked the calendar about the replica."""
    return commander.reply(seen, Memory(asked=dict(ASKED)), Habits())


def test_what_is_proposed_is_rated_by_the_runbook() -> None:
    """A lagging replica of tier 1 is of the least severity."""
    assert said(scene(COMMANDER, proposals=(LAG,))) == SetSeverity("p-1", 4, then=COMMANDER)


def test_the_calendar_is_asked_about_what_is_proposed() -> None:
    """Before anything is done somebody looks whether it was announced."""
    action = commander.reply(scene(COMMANDER, proposals=(RATED,)), Memory(), Habits())

    assert action == Query("change", "first_replica-x", then=COMMANDER)


def test_an_excuse_is_handed_to_whoever_raised_the_alarm() -> None:
    """What explains an alarm goes to the colleague who speaks of the service."""
    excuse = Held("ev-9", "change", "copy_announced", "first_replica", 5)
    heard = Heard(8, DB, "query", ("db_log", "first_replica-x"), "ok")

    assert said(scene(COMMANDER, held=(excuse,), timeline=(heard,))) == Handoff(
        DB, ("ev-9",), then=DB
    )


def test_the_room_goes_on_after_looking_around() -> None:
    """The first proposal is given a few ticks for others to come up beside it."""
    fresh = scene(COMMANDER, proposals=(RATED._replace(tick=9),))

    assert not isinstance(said(fresh), Advance)
    assert said(fresh._replace(tick=20)) == Advance("triage", then=COMMANDER)


def test_what_is_risky_is_allowed_and_the_owner_speaks_next() -> None:
    """Cutting a machine off needs the commander's word; then its owner has the floor."""
    memory = Memory(asked={("change", "workers"): 9})
    ransom = RATED._replace(incident_type="ransomware", slot="workers")
    seen = scene(COMMANDER, "mitigate", proposals=(ransom,))

    assert commander.reply(seen, memory, Habits()) == Approve(
        "isolate_host", "workers-x", then="security_analyst"
    )


def test_the_room_verifies_once_everything_has_landed() -> None:
    """When nothing is left to order or to wait for, whoever proposed is to look."""
    done = (
        landed("throttle_writes", "first_replica", 15),
        landed("rebuild_replica", "first_replica", 20),
    )
    seen = scene(COMMANDER, "mitigate", tick=20, proposals=(RATED,), ordered=done)

    assert said(seen) == Advance("verify", then=DB)


def test_the_report_claims_what_was_seen() -> None:
    """Cause, severity, what was done and that it helped; recovery only if somebody looked."""
    done = (landed("rebuild_replica", "first_replica", 20),)
    looked = RATED._replace(check="well", checked=25)
    seen = scene(COMMANDER, "report", tick=30, proposals=(looked,), ordered=done)
    sick = seen._replace(proposals=(looked._replace(check="unwell"),))
    reports = [said(seen), said(sick)]

    assert all(isinstance(one, Report) for one in reports)
    assert [[claim.kind for claim in one.claims] for one in reports if isinstance(one, Report)] == [
        ["root_cause", "severity", "mitigation_done", "recovered", "contained"],
        ["root_cause", "severity", "mitigation_done"],
    ]


def test_close_to_the_end_nothing_counts_but_the_report() -> None:
    """The commander neither looks around nor waits; the floor goes to the checks."""
    done = tuple(landed(name, "first_replica", 48) for name in steps("replication_lag"))
    fresh = scene(COMMANDER, tick=50, proposals=(RATED._replace(tick=49),))
    open_check = fresh._replace(phase="verify", ordered=done)
    checked = RATED._replace(check="unwell", checked=50)

    assert said(fresh) == Advance("triage", then=COMMANDER)
    assert said(open_check) == Wait(then=DB)
    assert said(open_check._replace(proposals=(checked,))) == Advance("report", then=COMMANDER)
