from collections.abc import Callable

import pytest

from scenes import APP, COMMANDER, DB, LAG, READS, SEGMENT, landed, scene
from watchfloor.logsentinel import motions
from watchfloor.logsentinel.actions import (
    Advance,
    Handoff,
    Mitigate,
    Propose,
    Query,
    SetSeverity,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.routine import Moves
from watchfloor.logsentinel.scene import Held
from watchfloor.seeds import Seed

VAGUE = Held("ev-3", "db_metrics", "replica_behind", "first_replica", 8)
STRAY = Held("ev-4", "db_log", "bulk_read_logged", "primary", 3)
RATED = LAG._replace(severity=2)
DONE = (landed("rebuild_replica", "first_replica", 20),)
DRAW = Seed.of("motions").stream()
WAYS: tuple[Callable[[motions.Choice], Moves], ...] = (
    motions.soup,
    motions.spray,
    motions.sniff,
    motions.hedge,
)


def test_the_ranked_choice_is_an_analysts() -> None:
    """It proposes the likeliest, on what an analyst would cite, unless that was said before."""
    seen = scene(DB, held=(STRAY, SEGMENT, READS))
    found = motions.ranked(seen)

    assert isinstance(found, Propose)
    assert (found.incident_type, set(found.evidence)) == ("replication_lag", {"ev-1", "ev-2"})
    assert motions.ranked(seen._replace(held=(SEGMENT, READS), proposals=(LAG,))) is None


def test_a_soup_has_everything_in_it() -> None:
    """The best of the evidence comes first, and then the rest of it."""
    found = motions.ranked_on_all(scene(DB, held=(STRAY, SEGMENT, READS)))

    assert isinstance(found, Propose)
    assert set(found.evidence) == {"ev-1", "ev-2", "ev-4"}
    assert motions.ranked_on_all(scene(DB)) is None


@pytest.mark.parametrize("choice", [motions.loud, motions.loud_on_all])
def test_the_loud_choice_goes_by_what_is_named_most(choice: motions.Choice) -> None:
    """Two pieces that name one type on one service are enough to propose it."""
    again = SEGMENT._replace(id="ev-5", rule="wal_not_applied")
    found = choice(scene(DB, held=(SEGMENT, again)))

    assert isinstance(found, Propose)
    assert (found.incident_type, found.service) == ("replication_lag", "first_replica-x")
    assert choice(scene(DB)) is None


def test_a_role_proposes_once_at_most() -> None:
    """A choice made once each is not made again by whoever has proposed something."""
    choice = motions.once_each(motions.loud_on_all)
    seen = scene(DB, held=(STRAY, STRAY._replace(id="ev-6")))

    assert isinstance(choice(seen), Propose)
    assert choice(seen._replace(proposals=(LAG,))) is None


@pytest.mark.parametrize("way", WAYS)
def test_everybody_asks_first_and_then_speaks(way: Callable[[motions.Choice], Moves]) -> None:
    """The first ticks are spent on asking in a fixed order, whatever comes up."""
    moves = way(motions.ranked)
    early = scene(DB, tick=2, held=(SEGMENT, READS))

    assert isinstance(moves(early, DRAW), Query)
    assert isinstance(moves(early._replace(tick=18, turn=20), DRAW), Propose)


def test_everything_is_handed_to_the_next_seat() -> None:
    """While nothing is proposed a soup is cooked of what everybody has."""
    seen = scene(DB, tick=17, held=(SEGMENT,))

    assert motions.broadcast(seen._replace(turn=18)) == Handoff("security_analyst", ("ev-1",))
    assert motions.broadcast(seen._replace(turn=19)) is None


def test_what_a_check_finds_well_is_taken_back() -> None:
    """Whoever sniffs withdraws what is well, unless something was done about it."""
    moves = motions.sniff(motions.ranked)
    well = RATED._replace(check="well", checked=21)
    seen = scene(DB, "verify", tick=22, proposals=(well,))

    assert moves(seen, DRAW) == Withdraw("p-1")
    assert not isinstance(moves(seen._replace(ordered=DONE), DRAW), Withdraw)


def test_who_sniffs_goes_to_and_fro() -> None:
    """Once everything was ordered it is checked; what was not checked is."""
    moves = motions.sniff(motions.ranked)
    done = (*DONE, landed("throttle_writes", "first_replica", 20))
    seen = scene(COMMANDER, "mitigate", tick=22, proposals=(RATED,), ordered=done)

    assert moves(seen, DRAW) == Advance("verify")
    assert moves(seen._replace(phase="verify", role=DB), DRAW) == Verify("p-1", then=COMMANDER)


def test_a_gesture_is_made_once() -> None:
    """The commander posts a notice, which opens the gate to the checks, and no more."""
    seen = scene(COMMANDER, "mitigate", tick=20, proposals=(RATED,))

    assert motions.gesture(seen) == Mitigate("post_status", "edge-x", then=COMMANDER)
    assert motions.gesture(seen._replace(ordered=DONE)) is None
    assert motions.gesture(seen._replace(role=DB)) is None


def test_a_lone_commander_keeps_the_floor() -> None:
    """Everybody else gives it back; the commander rates, gestures and asks for itself."""
    moves = motions.solo(motions.loud)
    seen = scene(COMMANDER, proposals=(LAG,))

    assert moves(scene(APP), DRAW) == Wait(then=COMMANDER)
    assert moves(seen, DRAW) == SetSeverity("p-1", 2, then=COMMANDER)
