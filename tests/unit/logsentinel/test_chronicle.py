import itertools

from watchfloor.logsentinel import chronicle, transition
from watchfloor.logsentinel.actions import Query, Turn, Wait
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import State
from watchfloor.play.action import Malformed
from watchfloor.seeds import Seed

LONGEST_LINE = 110


def _opened(scenario: str = "hard") -> State:
    return transition.open_with(SCENARIOS[scenario].build(Seed.of(7)), "sequential")


def _after(state: State, *moves: Turn) -> list[State]:
    states = [state]
    for move in moves:
        states.append(transition.apply(states[-1], move).state)
    return states


def test_a_move_is_told_with_its_minute_and_its_speaker() -> None:
    """Each turn begins with when, in which phase, who and what."""
    before, after = _after(_opened(), Wait(ticks=1))

    assert chronicle.told(before, "", after)[0] == "t=00  detect    incident_commander: wait 1"


def test_a_reply_that_is_no_move_is_told_as_it_was_given() -> None:
    """Nonsense stands in the log with its fate, cut to a bearable length."""
    state = _opened()
    after = transition.apply(state, Malformed("no")).state
    told = chronicle.told(state, "x" * 1000, after)[0]

    assert told.endswith("x ... [malformed]")
    assert len(told) < 300


def test_a_move_that_cannot_be_made_is_told_as_refused() -> None:
    """What a role may not ask is told with what it said."""
    before, after = _after(_opened(), Query("db_log", "nowhere"))

    assert chronicle.told(before, '{"move":"query"}', after)[0].endswith(
        'incident_commander: {"move":"query"} [refused]'
    )


def test_alerts_are_told_when_they_come_up() -> None:
    """While the room waits, what is pushed is told with its line."""
    states = _after(_opened(), *[Wait(ticks=5)] * 6)
    lines = [
        line
        for before, after in itertools.pairwise(states)
        for line in chronicle.told(before, "", after)
    ]

    assert any(" is alerted to ev-" in line for line in lines)


def test_the_hidden_world_is_drawn_to_the_horizon() -> None:
    """Every incident that broke out and every quantity has its line, none too wide to read."""
    states = _after(_opened(), Wait(ticks=5))
    told = chronicle.revealed(states)

    assert told[0] == "what really happened"
    assert any("never ended" in line for line in told)
    assert all(any(curve.label in line for line in told) for curve in chronicle.CURVES)
    assert max(map(len, told)) <= LONGEST_LINE
