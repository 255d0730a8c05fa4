from scenes import APP, DB, LAG, SEGMENT, scene
from watchfloor.logsentinel import inquiry
from watchfloor.logsentinel.actions import Query
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.scene import Heard, Read
from watchfloor.play.reward import ONE

NOTHING = frozenset[str]()


def test_a_sick_meter_and_a_sign_make_a_service_interesting() -> None:
    """Interest grows with what evidence says and with how far health is below what worries."""
    seen = scene(DB, held=(SEGMENT,), meters=(Read("primary", 700, 200, 500),))
    found = inquiry.interest(seen, NOTHING, Habits(worry=900))

    assert (found["first_replica"], found["primary"], found["api"]) == (ONE, 200_000, 0)


def test_what_is_explained_interests_nobody() -> None:
    """A sign that a record explains is left alone."""
    found = inquiry.interest(scene(DB, held=(SEGMENT,)), frozenset({"ev-1"}), Habits())

    assert found["first_replica"] == 0


def test_a_glance_counts_when_a_colleague_keeps_coming_back() -> None:
    """One question of somebody else says nothing, two about one service do."""
    once = Heard(8, DB, "query", ("db_log", "primary-x"), "ok")
    twice = (once, once._replace(tick=9))

    assert inquiry.glances(scene(APP, timeline=(once,))) == frozenset()
    assert inquiry.glances(scene(APP, timeline=twice)) == {"primary"}
    assert inquiry.glances(scene(DB, timeline=twice)) == frozenset()


def test_news_is_followed_up_source_by_source() -> None:
    """Each own source is asked once about what has come up, then none."""
    memory, seen = Memory(), scene(DB, held=(SEGMENT,))
    asked = [inquiry.follow_up(seen, memory, NOTHING, Habits()) for _ in range(3)]

    assert asked == [
        Query("db_log", "first_replica-x", then=DB),
        Query("db_metrics", "first_replica-x", then=DB),
        None,
    ]


def test_an_answer_holds_for_as_long_as_patience_does() -> None:
    """The same is asked again only after a while, and what promises most comes first."""
    memory, seen = Memory(), scene(DB, held=(SEGMENT,))
    first = inquiry.ask(seen, memory, NOTHING, Habits())
    second = inquiry.ask(seen, memory, NOTHING, Habits())
    again = inquiry.ask(seen._replace(tick=30), memory, NOTHING, Habits())

    assert isinstance(first, Query)
    assert first.service == "first_replica-x"
    assert second != first
    assert again == first


def test_a_silent_meter_is_looked_into_until_somebody_speaks_of_its_service() -> None:
    """Where a sensor shows nothing any more the other sources are asked."""
    silent = scene(DB, silent=("first_replica",))
    spoken_of = silent._replace(proposals=(LAG,))
    found = [inquiry.interest(it, NOTHING, Habits()) for it in (silent, spoken_of)]

    assert [it["first_replica"] for it in found] == [inquiry.SILENCE, 0]
