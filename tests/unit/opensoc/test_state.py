import msgspec

from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.state import State
from watchfloor.play.game import Setting


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
