from watchfloor.audit.trial import FIRST
from watchfloor.audit.warroom_scripts import changed, drawn, finished, told
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed

SETTING = Setting("easy", "sequential", FIRST)


def test_a_script_is_said_to_its_end() -> None:
    """Whatever a script says, the episode ends."""
    draw = Seed.of(7).stream()
    ends = [finished(SETTING, drawn(draw)) for _ in range(20)]

    assert all(GAME.to_move(it) is None for it in ends)


def test_a_changed_script_is_another_one() -> None:
    """Most changes change something, and none of them all."""
    draw = Seed.of(7).stream()
    script = drawn(draw)
    others = {told(changed(script, draw)) for _ in range(50)} - {told(script)}

    assert len(others) > 20


def test_a_script_is_the_same_every_time() -> None:
    """A script looks at nothing and draws nothing, so it ends the same."""
    script = drawn(Seed.of(7).stream())

    assert finished(SETTING, script).cells == finished(SETTING, script).cells
