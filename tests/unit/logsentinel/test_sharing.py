from scenes import ANALYST, APP, COMMANDER, DB, LAG, SEGMENT, scene
from watchfloor.logsentinel import sharing
from watchfloor.logsentinel.actions import Handoff
from watchfloor.logsentinel.analyst import suspicions
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.scene import Heard, Held
from watchfloor.play.reward import ONE

EXCUSE = Held("ev-9", "change", "copy_announced", "primary", 5)
ASKED = Heard(8, DB, "query", ("db_log", "primary-x"), "ok")
(LONE, *_) = suspicions((SEGMENT,), ("first_replica",), ONE)


def test_an_excuse_goes_to_whoever_looks_and_was_alarmed() -> None:
    """It is handed over once, to the role whose source raises the alarm."""
    memory = Memory()
    seen = scene(COMMANDER, held=(EXCUSE,), timeline=(ASKED,))

    assert sharing.hand_excuse(seen, memory) == Handoff(DB, ("ev-9",), then=DB)
    assert sharing.hand_excuse(seen, memory) is None


def test_an_excuse_stays_where_nobody_looks() -> None:
    """Nobody is bothered with what explains an alarm that nobody speaks of."""
    assert sharing.hand_excuse(scene(COMMANDER, held=(EXCUSE,)), Memory()) is None


def test_whoever_proposed_is_told_first() -> None:
    """The one whose proposal may be wrong comes before others who have looked."""
    theft = LAG._replace(role=ANALYST, incident_type="insider_theft", slot="primary")
    seen = scene(COMMANDER, held=(EXCUSE,), timeline=(ASKED,), proposals=(theft,))
    action = sharing.hand_excuse(seen, Memory())

    assert isinstance(action, Handoff)
    assert action.to == ANALYST


def test_a_sign_goes_to_whoever_can_end_what_it_speaks_for() -> None:
    """What shows a lagging replica is of use to the database team."""
    sign = Held("ev-2", "trace", "primary_read_span", "api", 9)
    memory = Memory()
    seen = scene(APP, held=(sign,))

    assert sharing.hand_over(seen, memory, frozenset(), Habits()) == Handoff(DB, ("ev-2",), then=DB)
    assert sharing.hand_over(seen, memory, frozenset(), Habits()) is None


def test_what_says_little_or_is_explained_is_kept() -> None:
    """Nobody is handed what a habit holds for noise, nor what a record explains."""
    sign = Held("ev-2", "trace", "primary_read_span", "api", 9)
    seen = scene(APP, held=(sign,))
    choosy = Habits(hand_at=ONE)

    assert sharing.hand_over(seen, Memory(), frozenset(), choosy) is None
    assert sharing.hand_over(seen, Memory(), frozenset({"ev-2"}), Habits()) is None


def test_colleagues_are_consulted_one_after_the_other() -> None:
    """The next one is asked when the first has had time, until all were."""
    memory = Memory()
    asked: list[str] = []
    for tick in range(10, 40):
        action = sharing.consult(scene(DB, tick=tick), memory, LONE)
        if isinstance(action, Handoff):
            asked.append(action.to)

    assert len(set(asked)) == len(asked) > 0
    assert DB not in asked
    assert sharing.is_exhausted(scene(DB, tick=60), memory, LONE)
    assert not sharing.is_exhausted(scene(DB, tick=60), Memory(), LONE)


def test_nobody_is_consulted_about_what_two_roles_show() -> None:
    """What is corroborated needs no second opinion."""
    assert sharing.consult(scene(DB), Memory(), LONE._replace(is_lone=False)) is None
