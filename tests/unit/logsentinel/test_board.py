from msgspec.structs import replace

from watchfloor.logsentinel import board, transition
from watchfloor.logsentinel.actions import Query, Wait
from watchfloor.logsentinel.cells import (
    APPROVED,
    ORDERED,
    PENDING,
    PENDING_SIZE,
    PROPOSALS,
    STRAIN,
    TICK,
)
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import Entry, State
from watchfloor.logsentinel.tables import MITIGATION_INDEX, ROLE_INDEX, SLOT_INDEX, TYPE_INDEX
from watchfloor.play.action import Malformed
from watchfloor.seeds import Seed

PRIMARY = SLOT_INDEX["primary"]


def opened() -> State:
    """Return the first state of a world."""
    return transition.open_with(SCENARIOS["easy"].build(Seed.of(5)), "sequential")


def with_cells(state: State, place: int, *values: int) -> State:
    """Return *state* with *values* from *place* on."""
    cells = list(state.cells)
    cells[place : place + len(values)] = values
    return replace(state, cells=tuple(cells))


def proposed(*, standing: int = 0, severity: int = 0, checked: int = -1) -> State:
    """Return a state with one proposal on the primary."""
    row = (TYPE_INDEX["disk_full"] + 1, PRIMARY, ROLE_INDEX["db_sre"], 4, 0)
    return with_cells(opened(), PROPOSALS, *row, severity, standing, checked)


def test_the_clock_and_the_gate_stand_in_the_room() -> None:
    """The room says tick, horizon, phase and whether the way on is open."""
    clock, gate = board.room(opened())

    assert clock.text == "tick 0 of 48, phase detect"
    assert gate.text == "the way to triage is shut"


def test_a_proposal_opens_the_way() -> None:
    """Once something is proposed the room may go on to triage."""
    assert board.room(proposed())[1].fields == {"next": "triage", "open": True}


def test_a_proposal_is_told_with_severity_and_check() -> None:
    """What is proposed says by whom, how grave it is and whether its service was well."""
    (item,) = board.proposed(proposed(standing=2, severity=2, checked=9))
    keys = ("incident_type", "slot", "role", "state", "severity", "check", "checked")

    assert [item.fields[key] for key in keys] == [
        *("disk_full", "primary", "db_sre", "open", 2, "well", 9)
    ]


def test_a_withdrawn_proposal_is_told_as_such() -> None:
    """A proposal that was taken back stays on the board."""
    (item,) = board.proposed(proposed(standing=1))

    assert item.fields["state"] == "withdrawn"


def test_an_approval_stands_until_it_is_used() -> None:
    """A mitigation that is allowed on a service is told with it."""
    allowed = 1 << MITIGATION_INDEX["fail_over"]
    (item,) = board.ordered(with_cells(opened(), APPROVED + PRIMARY, allowed))

    assert (item.fields["mitigation"], item.fields["slot"]) == ("fail_over", "primary")
    assert item.fields["state"] == "approved"


def test_what_is_on_its_way_says_when_it_is_due() -> None:
    """A mitigation that was ordered is told with the tick of its effect."""
    order = (MITIGATION_INDEX["expand_disk"] + 1, PRIMARY, 7, 0)
    (item,) = board.ordered(with_cells(opened(), PENDING, *order))

    assert len(order) == PENDING_SIZE
    assert item.text.endswith("for no proposal takes effect at tick 7")


def test_what_took_effect_is_told_with_its_grounds() -> None:
    """A mitigation whose delay is over has landed; one that is under way has not."""
    service = opened().world.names[PRIMARY]
    entries = tuple(
        Entry(tick, "db_sre", "mitigate", ("expand_disk", service, "p-1"), "ok") for tick in (0, 1)
    )
    state = replace(with_cells(with_cells(opened(), TICK, 2), ORDERED, 1), timeline=entries)
    (item,) = board.ordered(state)

    assert (item.fields["tick"], item.fields["proposal"]) == (2, "p-1")


def test_too_much_disturbance_is_told() -> None:
    """How much was disturbed lately is on the board, since it decides what needs approval."""
    (item,) = board.ordered(with_cells(opened(), STRAIN, 4096))

    assert item.fields == {"strain": 4096}


def test_the_timeline_tells_what_was_done_and_what_was_not() -> None:
    """A question, a refused move and a reply that was none each have a line."""
    state = transition.apply(opened(), Wait()).state
    state = transition.apply(state, Query(source="change", service="nowhere")).state
    state = transition.apply(state, Malformed("words")).state

    assert [item.text for item in board.timeline(state)] == [
        "tick 0 incident_commander: wait 1 (ok)",
        "tick 1 app_sre: query (refused)",
        "tick 2 db_sre: something that is no move (malformed)",
    ]


def test_only_the_last_of_the_timeline_is_shown() -> None:
    """A long timeline is cut to what was done last."""
    state = opened()
    for _ in range(board.MOST_HEARD + 3):
        state = transition.apply(state, Wait()).state

    assert [item.fields["tick"] for item in board.timeline(state)] == list(
        range(3, board.MOST_HEARD + 3)
    )
