import pytest

from scenes import DB, LAG, READS, SEGMENT, scene
from watchfloor.errors import BadExtension
from watchfloor.logsentinel import diagnosis, responder
from watchfloor.logsentinel.diagnosis import FULL, PLACES, SYMPTOMS, Insight, described, judged
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.scene import Scene

LONE = 600_000
NOBODY = frozenset[str]()


def weighing(**weights: int) -> Insight:
    """Return the insight that only what is named has these *weights*."""
    found = [0] * len(SYMPTOMS)
    for name, weight in weights.items():
        found[PLACES[name]] = weight
    return Insight(tuple(found), -500)


def symptoms(seen: Scene, memory: Memory | None = None) -> dict[str, dict[str, int]]:
    """Return the symptoms of each type that could be suspected in *seen*."""
    found = responder.open_suspicions(seen, NOBODY, LONE)
    told = described(seen, memory or Memory(), NOBODY, found)
    return {one.incident_type: dict(it) for one, it in zip(found, told, strict=True)}


def test_a_piece_speaks_where_it_was_seen_and_from_next_door() -> None:
    """What is seen on the service itself and what is seen beside it are two symptoms."""
    lag = symptoms(scene(DB, held=(SEGMENT, READS)))["replication_lag"]

    assert lag["at segment_removed_logged replication_lag"] == FULL
    assert lag["near primary_read_span replication_lag"] == FULL
    assert (lag["rules"], lag["roles"], lag["lone"]) == (FULL // 2, 2 * FULL // 3, 0)


def test_an_answer_without_news_is_a_symptom_too() -> None:
    """A source that was asked after the first piece and said nothing is named; others are not."""
    memory = Memory()
    memory.asked["db_metrics", "first_replica"] = SEGMENT.since + diagnosis.ANSWERED
    asked = symptoms(scene(DB, held=(SEGMENT,)), memory)["replication_lag"]
    unasked = symptoms(scene(DB, held=(SEGMENT,)))["replication_lag"]

    assert asked["quiet db_metrics replication_lag"] == FULL
    assert not any(name.startswith("quiet") for name in unasked)


def test_every_symptom_has_a_weight() -> None:
    """What is described is among what is weighed."""
    seen = scene(DB, held=(SEGMENT, READS), silent=("first_replica",))
    named = [name for told in symptoms(seen).values() for name in told]

    assert named
    assert set(named) <= set(SYMPTOMS)


def test_odds_are_a_sum_of_weights() -> None:
    """The weight of a symptom counts by how much of it there is, and the bias always does."""
    seen = scene(DB, held=(SEGMENT, READS))
    found = responder.open_suspicions(seen, NOBODY, LONE)
    told = judged(weighing(rules=3000), seen, Memory(), NOBODY, found)
    odds = {one.suspicion.incident_type: one.odds for one in told}

    assert odds["replication_lag"] == 3000 // 2 - 500
    assert [one.odds for one in told] == sorted(odds.values(), reverse=True)


def test_what_was_packed_is_unpacked() -> None:
    """An insight comes out of its text as it went in."""
    insight = weighing(rules=3, gap=-7)

    assert diagnosis.unpacked(diagnosis.packed(insight), diagnosis.fingerprint()) == insight


def test_weights_for_something_else_are_refused() -> None:
    """Weights that were learnt for other symptoms are not guessed at."""
    with pytest.raises(BadExtension, match=r"expected .*; train a team and run `python -m ben"):
        diagnosis.unpacked("1 2 3", "other")


def test_what_was_said_is_known() -> None:
    """A service that is spoken of already is marked as such, and no other."""
    other = LAG._replace(incident_type="ransomware", cited=())
    seen = scene(DB, held=(READS, SEGMENT), proposals=(other,))
    found = responder.open_suspicions(seen, NOBODY, LONE)
    told = described(seen, Memory(), NOBODY, found)
    spoken = {one.slot: it["discussed"] for one, it in zip(found, told, strict=True)}

    assert spoken
    assert spoken == {slot: FULL * (slot == LAG.slot) for slot in spoken}
