from watchfloor.opensoc import nonsense, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import Admitted, admit, briefed
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.play.action import parse, written
from watchfloor.seeds import Seed


def test_nonsense_fits_the_schema_and_is_turned_away() -> None:
    """What is made up has the shape of a move, and hardly ever passes the gate."""
    admitted = 0
    for number in range(120):
        brief = briefed(Seed.of("nonsense", number), STAGES["stage1_basic"], Wish())
        seen = view.observe(State("self_play", "stage1_basic", brief=brief), "attacker")
        made = nonsense.crafted(seen, Seed.of(number).stream())

        assert parse(written(made), (CraftIncident,)) == made

        admitted += isinstance(admit(made, brief), Admitted)

    assert admitted <= 3


def test_nonsense_is_a_function_of_its_draws() -> None:
    """The same draws make up the same events."""
    brief = briefed(Seed.of("nonsense"), STAGES["stage1_basic"], Wish())
    seen = view.observe(State("self_play", "stage1_basic", brief=brief), "attacker")

    assert nonsense.crafted(seen, Seed.of(1).stream()) == nonsense.crafted(
        seen, Seed.of(1).stream()
    )
    assert nonsense.crafted(seen, Seed.of(1).stream()) != nonsense.crafted(
        seen, Seed.of(2).stream()
    )
