from collections.abc import Callable

import pytest

import rooms
from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.fixed_point import ONE, parts
from watchfloor.logsentinel.kernel import settle, tick
from watchfloor.logsentinel.outbreak import DECOY_PATIENCE, PATIENCE
from watchfloor.logsentinel.plan import Mix
from watchfloor.logsentinel.spread import COMES_BACK, HELD_AT_LEAST
from watchfloor.logsentinel.tables import TYPES
from watchfloor.logsentinel.wiring import HARMLESS_LASTS
from watchfloor.logsentinel.world import World


def _where(mix: Mix, is_one: Callable[[World], bool]) -> World:
    return next(it for it in (rooms.world(mix, n) for n in range(200)) if is_one(it))


def _until(world: World, ticks: int) -> list[int]:
    cells = at.blank()
    for _ in range(ticks):
        tick(world, cells)
    return cells


LASTING = _where("one", lambda it: TYPES[it.incidents[0].kind].needs_containment)
OUTAGE = _where("one", lambda it: not TYPES[it.incidents[0].kind].needs_containment)


def _held(world: World, number: int = 0, ticks: int = 30) -> list[int]:
    """Return the cells once incident *number* was held at that tick."""
    cells = _until(world, ticks)
    cells[at.DONE + number] |= at.HELD
    cells[at.HELD_AT + number] = cells[at.TICK]
    return cells


def test_an_incident_grows_to_its_most_and_stays() -> None:
    """Nothing that is real passes by itself."""
    cells = at.blank()
    settle(LASTING, cells)

    assert cells[at.STARTED] == LASTING.incidents[0].starts
    assert cells[at.INTENSITY] == LASTING.incidents[0].most


def test_what_is_harmless_passes_by_itself() -> None:
    """A red herring is half as strong as the real thing at most, and gone after a while."""
    world = rooms.world("nothing")
    starts, cells, strengths = world.incidents[0].starts, at.blank(), list[int]()
    while not cells[at.IS_OVER]:
        tick(world, cells)
        strengths.append(cells[at.INTENSITY])

    assert 0 < max(strengths) <= ONE // 2
    assert strengths[starts + HARMLESS_LASTS - 2] == 0


def test_an_intruder_who_is_held_is_still_there() -> None:
    """Containment takes an intrusion down to a rest that only an end takes away."""
    cells = _held(LASTING)
    before = cells[at.DAMAGE]
    settle(LASTING, cells)

    assert cells[at.INTENSITY] == HELD_AT_LEAST
    assert cells[at.DAMAGE] - before < 18 * ONE // 4


def test_an_intruder_who_is_thrown_out_without_being_held_comes_back() -> None:
    """What was ended is forgotten after some ticks, and the intrusion grows again."""
    cells = _until(LASTING, 30)
    cells[at.DONE] = at.FIXED
    for _ in range(COMES_BACK):
        tick(LASTING, cells)
    weak = cells[at.INTENSITY]
    settle(LASTING, cells)

    assert weak < parts("0.1")
    assert cells[at.DONE] == 0
    assert cells[at.INTENSITY] > parts("0.5")


def test_held_and_ended_is_over() -> None:
    """An intrusion that was held and ended does not come back."""
    cells = _held(LASTING)
    cells[at.DONE] |= at.FIXED
    settle(LASTING, cells)

    assert cells[at.INTENSITY] == 0


def test_relief_stops_growth_and_eases_for_a_while() -> None:
    """An outage under relief does not grow, hurts less, and goes on when the relief is over."""
    cells = _until(OUTAGE, OUTAGE.incidents[0].starts + 2)
    cells[at.DONE], cells[at.RELIEF] = at.HELD, 3
    strength, course = cells[at.INTENSITY], list[int]()
    for _ in range(6):
        tick(OUTAGE, cells)
        course.append(cells[at.INTENSITY])

    assert course[:3] == [strength] * 3
    assert strength <= course[3] <= course[5]
    assert course[5] > strength or strength == OUTAGE.incidents[0].most


def test_an_outage_that_is_left_to_grow_brings_about_another() -> None:
    """In a cascade the child begins once the parent is strong and old, and not before."""
    world, cells = rooms.world("cascade"), at.blank()
    settle(world, cells)

    assert cells[at.STARTED + 1] >= world.incidents[0].starts + 10


def test_an_outage_that_is_mended_in_time_brings_about_nothing() -> None:
    """In a cascade the child never exists if the parent is ended early."""
    world = rooms.world("cascade")
    cells = _until(world, world.incidents[0].starts + 5)
    cells[at.DONE] |= at.FIXED
    settle(world, cells)

    assert cells[at.STARTED + 1] == -1


def test_an_intruder_who_is_left_alone_needs_no_other_way_in() -> None:
    """Without an answer to answer, nothing else ever begins."""
    world, cells = rooms.world("intruder"), at.blank()
    settle(world, cells)

    assert cells[at.STARTED + 1 : at.STARTED + 4] == [-1, -1, -1]


def test_an_intruder_who_is_only_held_comes_back_another_way() -> None:
    """First a decoy draws the eyes away, then another intrusion begins elsewhere."""
    world = rooms.world("intruder")
    cells = _held(world)
    settle(world, cells)

    assert cells[at.STARTED + 3] == 30 + DECOY_PATIENCE
    assert cells[at.STARTED + 1] == 30 + PATIENCE
    assert world.incidents[1].service != world.incidents[0].service


@pytest.mark.parametrize("after", [0, 1, 2])
def test_an_intruder_who_is_thrown_out_at_once_raises_no_decoy(after: int) -> None:
    """Held and ended within the patience of the intruder, there is the other way in alone."""
    world = rooms.world("intruder")
    cells = _held(world)
    for _ in range(after):
        tick(world, cells)
    cells[at.DONE] |= at.FIXED
    settle(world, cells)

    assert cells[at.STARTED + 1] == 30 + PATIENCE
    assert cells[at.STARTED + 3] == -1


def test_who_comes_back_and_is_held_again_comes_back_again() -> None:
    """The third way in hangs on the second."""
    world = rooms.world("intruder")
    cells = _held(world, ticks=12)
    while cells[at.STARTED + 1] < 0:
        tick(world, cells)
    cells[at.DONE + 1], cells[at.HELD_AT + 1] = at.HELD, cells[at.TICK]
    settle(world, cells)

    assert cells[at.STARTED + 2] >= cells[at.STARTED + 1] + PATIENCE


def test_evidence_comes_with_its_incident_and_alerts_reach_their_owners() -> None:
    """Everything that was due has been shown, and what is pushed is known to who owns it."""
    world, cells = rooms.world("mixed"), at.blank()
    settle(world, cells)
    for bit, it in enumerate(world.evidence):
        is_known = any(cells[at.KNOWN + role] >> bit & 1 for role in range(at.SEATS))

        assert cells[at.EMITTED] >> bit & 1
        assert is_known == it.is_pushed


def test_what_nobody_feeds_fades() -> None:
    """A compromise heals to nothing once its source is gone."""
    world = _where("one", lambda it: bool(it.wiring.spreaders))
    cells = at.blank()
    cells[at.STARTED], cells[at.DONE] = 0, at.HELD | at.FIXED
    service = world.incidents[0].service
    cells[at.COMPROMISE + service], cells[at.INFESTED] = ONE, 1 << service
    settle(world, cells)

    assert cells[at.COMPROMISE + service] < parts("0.1")
    assert cells[at.INFESTED] == 0


def test_what_is_left_alone_spreads_to_neighbours_at_times() -> None:
    """An intrusion that spreads reaches a neighbour sooner or later, at times."""
    reached = 0
    for number in range(120):
        world, cells = rooms.world("one", number), at.blank()
        settle(world, cells)
        if world.wiring.spreaders:
            reached += sum(1 for level in cells[at.COMPROMISE : at.BLIP] if level) > 1

    assert reached > 5
