"""What the war-room comes to when moves are made in it for no reason, a line for each scenario.

The moves are drawn from a seed and the numbers of the state, so that neither a policy nor a word in
a view has a part in them: a line that differs tells which scenario plays otherwise, and a column
whether in its states, in what a role sees, or in what it is found to come to.
"""

from hashlib import sha256

import pytest

import rooms
from golden.conftest import Keep
from watchfloor.codec import canonical
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.state import State
from watchfloor.play.observation import Panel
from watchfloor.seeds import Seed

EPISODES = 2
STATIC = ("runbook", "estate")
"""Panels that are the same at every turn; the first is no part of a scenario at all."""


def _seen(state: State, role: str) -> tuple[Panel, ...]:
    panels = GAME.observe(state, role).panels
    return tuple(panel for panel in panels if panel.source not in STATIC)


def _line(scenario: str, mode: str) -> str:
    """Return what the episodes of *scenario* in *mode* come to."""
    states, views, verdicts = sha256(), sha256(), sha256()
    for number in range(EPISODES):
        seed = Seed.of("war rooms", scenario, mode, number)
        state = GAME.open(GAME.scenarios[scenario], mode, seed)
        drifter = rooms.Drifter(seed.child("moves").stream())
        while (role := GAME.to_move(state)) is not None:
            views.update(canonical(_seen(state, role)))
            state = GAME.apply(state, drifter.move(state)).state
            states.update(canonical((state.cells, state.timeline[-1])))
        verdicts.update(canonical(GAME.judge(state)))
    digests = " ".join(it.hexdigest()[:16] for it in (states, views, verdicts))
    return f"{scenario:<20}{mode:<12}{digests}"


@pytest.mark.slow
def test_every_scenario_plays_as_it_did(keep: Keep) -> None:
    """The states, the views and the verdicts of random moves are what they were, in every mode."""
    lines = [_line(scenario, mode) for scenario in GAME.scenarios for mode in GAME.modes]
    head = f"{'scenario':<20}{'mode':<12}{'states':<17}{'views':<17}verdicts"

    keep("war_rooms.txt", "\n".join((head, *lines, "")))
