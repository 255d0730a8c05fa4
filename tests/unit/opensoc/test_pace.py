from itertools import pairwise

from msgspec.structs import replace

from watchfloor.opensoc.pace import STEADY, evened, steady_places
from watchfloor.seeds import Seed
from watchfloor.world.event import Event
from watchfloor.world.rule import is_steady
from watchfloor.world.rules import RULES

BEATS = RULES["steady_beacon"].fires_on[0]
OTHER = Event("log-90", 0, "mail_open", "ws-01", "ada", name="Lunch")


def test_the_rules_of_a_pace_are_those_that_ask_for_one() -> None:
    """A beacon keeps a pace, a spray does not."""
    assert "steady_beacon" in STEADY
    assert "password_spray" not in STEADY


def test_what_would_keep_a_pace_is_found_where_it_stands() -> None:
    """Calls to one address are found between other lines, too few or to another address are not."""
    elsewhere = [replace(it, id=f"far-{it.id}", target_ip="192.0.2.99") for it in BEATS[:3]]

    assert steady_places([OTHER, BEATS[0], OTHER, *BEATS[1:], *elsewhere]) == [[1, 3, 4, 5, 6]]
    assert steady_places(elsewhere) == []


def test_lines_are_evened_where_they_stand() -> None:
    """The lines at some places come steadily, all stay in order, the ends where they are."""
    for number in range(200):
        draw = Seed.of("evened", number).stream()
        seconds = [1000]
        for _ in range(draw.between(5, 20)):
            seconds.append(seconds[-1] + draw.between(4, 160))
        places = sorted(draw.sample(range(len(seconds)), 5))
        found = evened(seconds, places, draw)
        beats = [replace(OTHER, second=found[place]) for place in places]

        assert all(one < two for one, two in pairwise(found))
        assert found[: places[0] + 1] == seconds[: places[0] + 1]
        assert found[places[-1] + 1 :] == seconds[places[-1] + 1 :]
        assert is_steady(beats, 120)
