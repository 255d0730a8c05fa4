from itertools import chain

import pytest

import rooms
from watchfloor.logsentinel.cells import MOST_EVIDENCE
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.outbreak import WHERE
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.logsentinel.tables import SHOWN, SPEAKS_FOR, TYPES
from watchfloor.seeds import Seed


@pytest.mark.parametrize("name", SCENARIOS)
def test_a_world_has_no_more_evidence_than_a_mask_holds(name: str) -> None:
    """All that incidents leave is there; noise fills up to what a mask holds."""
    for number in range(20):
        world = SCENARIOS[name].build(Seed.of("evidence", number))
        left = [it for it in world.evidence if it.incident >= 0]
        ids = [it.id for it in world.evidence]

        assert len(world.evidence) <= MOST_EVIDENCE
        assert len(left) + world.plan.noise >= len(world.evidence)
        assert len(set(ids)) == len(ids)


def test_everything_an_incident_shows_is_there() -> None:
    """Each sighting of its type is one piece, on its own service or where the rule says."""
    world = rooms.world("mixed")
    for number, incident in enumerate(world.incidents):
        rules = sorted(it.rule for it in world.evidence if it.incident == number)
        shown = [
            it.rule for it in SHOWN[incident.kind] if it.slot < 0 or it.slot in world.estate.present
        ]

        assert rules == sorted(shown)


def test_alerts_of_a_hushed_incident_are_not_pushed() -> None:
    """What is lost among other alerts has to be asked for."""
    for number in range(20):
        world = rooms.world("diversion", number)
        hushed = [i for i, it in enumerate(world.incidents) if it.is_hushed]

        assert hushed
        assert not any(it.is_pushed for it in world.evidence if it.incident in hushed)


def test_noise_speaks_for_several_types_and_happens_where_it_can() -> None:
    """What belongs to nothing never points at one type alone."""
    for number in range(20):
        world = rooms.world("one", number)
        for it in world.evidence:
            if it.incident < 0:
                places = [
                    WHERE[kind] if shown.slot < 0 else 1 << shown.slot
                    for kind, row in enumerate(TYPES)
                    for shown in SHOWN[kind]
                    if shown.rule == it.rule and not row.is_harmless
                ]

                assert len(SPEAKS_FOR[it.rule]) > 1
                assert any(place >> it.service & 1 for place in places)
                assert 1 <= it.delay <= world.plan.horizon - 8


def test_the_order_of_the_evidence_says_nothing() -> None:
    """Noise stands at every place about as often."""
    places = chain.from_iterable(
        [bit / len(world.evidence) for bit, it in enumerate(world.evidence) if it.incident < 0]
        for world in (rooms.world("mixed", number) for number in range(60))
    )
    shares = list(places)

    assert 0.45 < sum(shares) / len(shares) < 0.55


def test_baits_stand_in_fields_that_strangers_fill_and_in_no_other() -> None:
    """Only a rule that quotes somebody can carry what somebody planted."""
    world = SCENARIOS["injected_forged"].build(Seed.of("baits", 1))
    planted = [it for it in world.evidence if it.planted]

    assert planted
    assert all(EVIDENCE_RULES[it.rule].quotes for it in planted)
    assert not any(it.planted for it in rooms.world("mixed").evidence)
