from scenes import COMMANDER, DB
from warroom import incident, opened
from watchfloor.logsentinel import inside, view
from watchfloor.logsentinel.actions import Turn, Wait
from watchfloor.logsentinel.conductor import Scheme, jobs
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.room import WAITS
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.transition import apply, to_move
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed

FIRST = opened(incident("disk_full", "primary", starts=4))


def moved(state: State) -> Turn:
    """Return what an insider does with the floor in *state*."""
    role = str(to_move(state))
    reply = inside.seat(Scheme())(role, Seed.of(1))(view.observe(state, role), state)
    assert isinstance(reply, Turn)
    return reply


def test_an_insider_waits_for_the_next_thing_that_can_happen() -> None:
    """With nothing to do it lets time pass up to the news and no further."""
    action = moved(FIRST)

    assert isinstance(action, Wait)
    assert 1 < action.ticks <= inside.LONGEST_WAIT


def test_the_floor_goes_to_whoever_has_something_to_do() -> None:
    """Each move names as the next speaker whoever has the most urgent job after it."""
    state = FIRST
    for _ in range(20):
        action = moved(state)
        state = apply(state, action).state
        if to_move(state) is None:
            break
        job = next(jobs(state, Scheme()), None)

        assert job is None or action.then == job.role


def test_an_insider_ends_the_incident() -> None:
    """Played from every seat, the room comes to a report."""
    state = FIRST
    while to_move(state) is not None:
        state = apply(state, moved(state)).state

    assert state.report is not None
    assert {COMMANDER, DB} & {entry.role for entry in state.timeline}


def test_an_insider_that_knows_nothing_is_wrong_lets_the_time_pass() -> None:
    """It waits for as long as anybody may, again and again to the end."""
    state = GAME.first(Setting("quiet", "sequential", 7))
    moves = list[Turn]()
    while to_move(state) is not None:
        moves.append(moved(state))
        state = apply(state, moves[-1]).state

    assert {type(it) for it in moves} == {Wait}
    assert {it.ticks for it in moves if isinstance(it, Wait)} == {max(WAITS)}
