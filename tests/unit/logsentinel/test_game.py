import rooms
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.play.game import Setting


def test_no_scenario_is_longer_than_the_game() -> None:
    """Even where everybody moves once a minute, no episode outlasts what the game says."""
    for name in SCENARIOS:
        state = GAME.first(Setting(name, "parallel", 1))

        assert state.world.plan.horizon * len(GAME.roles) <= GAME.most_turns


def test_every_mode_opens() -> None:
    """Each mode of the game is one that the room knows."""
    modes = [GAME.first(Setting("easy", mode, 1)).mode for mode in GAME.modes]

    assert modes == ["sequential", "parallel", "clean"]
    assert GAME.fingerprint(rooms.opened()) != GAME.fingerprint(rooms.opened(mode="clean"))
