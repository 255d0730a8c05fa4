"""How many calls lie between two services."""

from watchfloor.evaluation.distances import DISTANCES
from watchfloor.logsentinel.estate import SLOTS

PLACES = {slot.name: place for place, slot in enumerate(SLOTS)}


def test_distances_are_calls_in_either_direction() -> None:
    """The edge calls the web, which calls the api, which asks the database."""
    edge = DISTANCES[PLACES["edge"]]

    assert [edge[PLACES[name]] for name in ("edge", "web", "api", "primary")] == [0, 1, 1, 2]
    assert all(
        DISTANCES[one][other] == DISTANCES[other][one]
        for one in range(len(SLOTS))
        for other in range(len(SLOTS))
    )


def test_what_nobody_calls_is_furthest_away() -> None:
    """The way in for administrators is no part of the traffic."""
    assert DISTANCES[PLACES["bastion"]][PLACES["edge"]] == len(SLOTS)
