from watchfloor.logsentinel import forces
from watchfloor.logsentinel.cells import SERVICES
from watchfloor.logsentinel.tables import CHANNELS


def test_every_channel_has_a_place_of_its_own_for_every_service() -> None:
    """The blocks of the channels lie one behind the other, and the pressed services behind them."""
    starts = sorted(
        start for name, start in vars(forces).items() if name.endswith("_FORCE") and start >= 0
    )

    assert starts == [index * SERVICES for index in range(len(CHANNELS))]
    assert len(forces.NO_FORCES) == forces.PRESSED + 1 == len(CHANNELS) * SERVICES + 1
