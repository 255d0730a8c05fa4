from watchfloor.audit.trial import FIRST, QUICK, Trial
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_tapes import Said, beside_waiting, never_pays, spoken, taped
from watchfloor.logsentinel.actions import Mitigate, Wait
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting

TRIAL = Trial(GAME, GAME.recipes["standard"], QUICK)
TAPE = taped(Setting("easy", "sequential", FIRST), "oracle")


def test_a_tape_played_again_ends_as_it_did() -> None:
    """What was said, said again from the beginning, comes to the same state."""
    assert spoken(TAPE.states[0], TAPE.said).cells == TAPE.last.cells


def test_waiting_is_worth_nothing_over_waiting() -> None:
    """A move that only waits earns nothing over leaving it out."""
    assert beside_waiting(TRIAL, TAPE, 3, [Said("app_sre", Wait())]) <= 0


def test_what_hurts_is_worth_less_than_nothing() -> None:
    """A mitigation that nothing calls for costs, and is seen to."""
    place = next(i for i, it in enumerate(TAPE.said) if isinstance(it.move, Mitigate))
    service = next(name for name in TAPE.last.world.names if name)

    assert beside_waiting(TRIAL, TAPE, place, [Said("app_sre", Mitigate("restart", service))]) < 0


def test_what_pays_is_told() -> None:
    """The same team at prices that pay for blunders is seen to be paid."""
    blind = "blind_mitigations"
    rows = {
        role: tuple(
            type(row)(row.term, row.kind, -row.weight) if row.term == blind else row for row in rows
        )
        for role, rows in TRIAL.recipe.tables.items()
    }
    recipe = type(TRIAL.recipe)("upside_down", "Blunders are paid.", rows)
    place = next(i for i, it in enumerate(TAPE.said) if isinstance(it.move, Mitigate))
    service = next(name for name in TAPE.last.world.names if name)
    found = never_pays(
        Trial(GAME, recipe, QUICK),
        "blunders",
        lambda _tape, at, _draw: [Said("app_sre", Mitigate("restart", service))] * (at == place),
        [TAPE] * 20,
    )

    assert found.fate == "falls short"
    assert worth(TRIAL, TAPE.last) > 0
