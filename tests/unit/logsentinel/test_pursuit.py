from scenes import COMMANDER, DB, READS, SEGMENT, scene
from watchfloor.logsentinel.actions import Handoff, Propose, Query, Wait
from watchfloor.logsentinel.analyst import experts
from watchfloor.logsentinel.diagnosis import SYMPTOMS, Insight
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.pursuit import Zeal, specialist
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action

SURE = Insight((0,) * len(SYMPTOMS), 1)
"""Thinks that everything is likely."""
DOUBTING = Insight((0,) * len(SYMPTOMS), -1)
SOURCES = ("db_log", "db_metrics")


def said(seen: Scene, memory: Memory | None = None, insight: Insight = SURE) -> Action:
    """Return what a specialist of *insight* does in *seen*."""
    return specialist(insight, Zeal())(seen, memory or Memory(), Habits())


def asked() -> Memory:
    """Return the notes of somebody who has just asked everything."""
    memory = Memory()
    memory.asked.update({(source, "first_replica"): 9 for source in SOURCES})
    return memory


def test_what_is_believed_and_shown_is_proposed() -> None:
    """Belief with evidence enough is put before the room."""
    action = said(scene(DB, held=(SEGMENT, READS)))

    assert isinstance(action, Propose)
    assert (action.incident_type, action.then) == ("replication_lag", COMMANDER)


def test_what_is_not_believed_is_not_proposed() -> None:
    """Evidence that the runbook would be content with is not enough for one who knows better."""
    assert not isinstance(said(scene(DB, held=(SEGMENT, READS)), insight=DOUBTING), Propose)


def test_what_is_believed_is_asked_for() -> None:
    """Belief with too little evidence asks an own source about its service, and keeps the floor."""
    action = said(scene(DB, held=(SEGMENT,)))

    assert isinstance(action, Query)
    assert (action.source in SOURCES, action.then) == (True, DB)


def test_a_question_is_not_put_again_at_once() -> None:
    """Who has just asked everything tells a colleague instead, who could add to it."""
    action = said(scene(DB, held=(SEGMENT,)), asked())

    assert isinstance(action, Handoff)
    assert action.to in experts("replication_lag", "first_replica")
    assert (action.evidence, action.then) == ((SEGMENT.id,), action.to)


def test_a_colleague_is_told_once() -> None:
    """What was handed over is not handed over again."""
    memory = asked()
    first = said(scene(DB, held=(SEGMENT,)), memory)
    second = said(scene(DB, held=(SEGMENT,)), memory)

    assert first != second


def test_nothing_new_is_begun_when_it_is_late() -> None:
    """Close to the end belief is not pursued any more."""
    assert not isinstance(said(scene(DB, tick=50, held=(SEGMENT, READS))), Propose)
    assert isinstance(said(scene(DB, tick=58)), Wait)
