import msgspec
import pytest

from watchfloor.codec import digest
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.state import State, fingerprint
from watchfloor.play.episode import Table, played
from watchfloor.play.game import Setting
from watchfloor.play.seating import play


def test_a_state_goes_to_the_wire_and_back() -> None:
    """Everything that is known of a game at one moment can be written down."""
    for mode in GAME.modes:
        state = GAME.first(Setting("stage2_multi", mode, 3))

        assert msgspec.json.decode(msgspec.json.encode(state), type=State) == state


def test_an_empty_state_is_nobodys_fault() -> None:
    """Before anything has happened there is no incident, no answer and no blame."""
    state = State("self_play", "stage1_basic")

    assert (state.case, state.truth, state.answer) == (None, None, None)
    assert (state.malformed, state.minutes, state.is_over) == ((), 0, False)


@pytest.mark.parametrize("mode", GAME.modes)
def test_what_stands_for_a_state_is_its_digest(mode: str) -> None:
    """However little of a state is spelled again, its fingerprint is that of the whole."""
    for seed in range(5):
        setting = Setting("stage3_mixed", mode, seed)
        seats = dict.fromkeys(GAME.roles, "heuristic")
        trajectory = play(GAME, Table(setting, GAME.recipes["standard"], seats))
        state = GAME.first(setting)
        states = [state]
        for turn in trajectory.turns:
            state, _ = played(GAME, state, turn)
            states.append(state)

        assert [fingerprint(it) for it in states] == [digest(it) for it in states]
