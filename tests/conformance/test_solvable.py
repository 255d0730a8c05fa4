from dataclasses import replace

import pytest

from watchfloor.logsentinel.evidence import drawn_evidence
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.outbreak import OPENING, Outbreak
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_INDEX
from watchfloor.logsentinel.transition import open_with
from watchfloor.logsentinel.world import assembled
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play
from watchfloor.seeds import Seed

SEEDS = range(8)
SOLVED = ONE * 85 // 100
HARMFUL = [kind for kind in INCIDENT_TYPES.values() if kind.family != "harmless"]


def opened(kind: IncidentType, seed: Seed) -> State:
    """Return an easy state whose one incident is of *kind*."""
    easy = SCENARIOS["easy"].build(seed)
    outbreak = Outbreak(seed.child("kind").stream(), easy.estate.present)
    outbreak.add((TYPE_INDEX[kind.name],), OPENING)
    incidents = tuple(outbreak.drawn)
    evidence = drawn_evidence(seed, easy.plan, incidents, easy.estate.present)
    world = assembled(seed, easy.plan, easy.estate, (incidents, evidence), ((), ()))
    return open_with(world, "sequential")


@pytest.mark.slow
@pytest.mark.parametrize("kind", HARMFUL, ids=lambda kind: kind.name)
def test_whoever_knows_what_is_wrong_can_end_it(kind: IncidentType) -> None:
    """Eight times over, the oracle earns 85 hundredths on average with each type of incident."""
    game = replace(GAME, open=lambda _scenario, _mode, seed: opened(kind, seed))
    seats = dict.fromkeys(GAME.roles, "oracle")
    tables = [
        Table(Setting("easy", "sequential", seed), GAME.recipes["standard"], seats)
        for seed in SEEDS
    ]
    earned = [play(game, table).end.rewards[0].total for table in tables]

    assert sum(earned) >= SOLVED * len(SEEDS), earned
