from watchfloor.opensoc import either, view
from watchfloor.opensoc.actions import CraftIncident, LookUp, SubmitTriage
from watchfloor.opensoc.analyst import Habits
from watchfloor.opensoc.game import GAME
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.world.rules import RULES


def test_a_seat_knows_both_sides() -> None:
    """Whoever is given one side plays it, and the other by script."""
    seat = either.seat(lambda _: SubmitTriage("monitor"))
    attack = GAME.first(Setting("stage2_multi", "self_play", 1))
    defence = GAME.first(Setting("stage2_multi", "defender_only", 1))

    assert isinstance(seat("attacker", Seed.of(1))(view.observe(attack, "attacker")), CraftIncident)
    assert seat("defender", Seed.of(1))(view.observe(defence, "defender")) == SubmitTriage(
        "monitor"
    )


def test_an_attack_that_is_given_is_made() -> None:
    """A policy may bring its own way of attacking."""
    own = CraftIncident("monitor", "own", ())
    seat = either.seat(attacks=lambda _seen, _draw: own)
    attack = GAME.first(Setting("stage2_multi", "self_play", 1))

    assert seat("attacker", Seed.of(1))(view.observe(attack, "attacker")) == own


def test_a_reader_looks_up_what_stands_in_the_lines() -> None:
    """In casework a reader asks for each name once, while there is time, and then answers."""
    state = GAME.first(Setting("stage2_multi", "casework", 4))
    player = either.reader(Habits())
    asked = []
    while GAME.to_move(state) is not None:
        move = player(GAME.observe(state, "defender"))
        asked.append(move)
        state = GAME.apply(state, move).state  # type: ignore[arg-type]  # a move, not words
    looked = [move for move in asked if isinstance(move, LookUp)]

    assert looked != []
    assert len({repr(move) for move in looked}) == len(looked)
    assert isinstance(asked[-1], SubmitTriage)


def test_a_reader_who_finds_no_sign_cites_what_raised_the_alert() -> None:
    """Some line is cited whatever is decided: at least one of those that the alert is about."""
    player = either.reader(Habits(knows=()))
    for seed in range(8):
        state = GAME.first(Setting("stage2_multi", "defender_only", seed))
        assert state.case is not None
        raised = {
            name for it in RULES[state.case.alert].alerts(state.case.events) for name in it.events
        }
        move = player(view.observe(state, "defender"))

        assert isinstance(move, SubmitTriage)
        assert move.action == "dismiss"
        assert move.cited[0] in raised
