"""An attacker that learns: its ways, its odds, and where a step takes them."""

import math

import pytest

from watchfloor.opensoc import transition, view
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.seeds import Seed
from watchfloor.training import attacker
from watchfloor.training.attacker import Way

STAGE = STAGES["stage4_adversarial"]


def _brief(number: int, answer: str) -> State:
    wish = Wish(next(it for it in ANSWERS if it == answer))
    return transition.open_with(STAGE, "self_play", Seed.of(number), wish)


def _likely(mind: attacker.Mind, way: Way) -> float:
    chances = [attacker.odds(mind, it) for it in attacker.parts(way.answer)]
    return math.prod(own[place] for own, place in zip(chances, way.places, strict=True))


@pytest.mark.parametrize("answer", ANSWERS)
def test_who_knows_nothing_draws_every_choice_alike(answer: str) -> None:
    """Without a mind all odds are the same, and they add up to one."""
    asked = next(it for it in ANSWERS if it == answer)
    for choices in attacker.parts(asked):
        odds = attacker.odds({}, choices)
        assert odds == pytest.approx([1 / len(choices)] * len(choices))

    assert attacker.entropy({}) == pytest.approx(1.0)


@pytest.mark.parametrize(("advantage", "sign"), [(1.0, 1), (-1.0, -1)])
def test_what_paid_becomes_likelier_and_what_cost_does_not(advantage: float, sign: int) -> None:
    """A step moves the odds of the way that was tried by the sign of its advantage."""
    way = attacker.drawn({}, "block_ip", Seed.of(1).stream())
    mind = attacker.improved({}, [(way, advantage)], 0.5)

    assert (_likely(mind, way) - _likely({}, way)) * sign > 0


def test_a_step_follows_the_gradient() -> None:
    """Each trait moves by how the logarithm of the odds changes with it, seen by a small step."""
    way = attacker.drawn({}, "monitor", Seed.of(2).stream())
    mind = {"monitor/cast/plainly": 0.3, "monitor/before/": -0.2}
    stepped = attacker.improved(mind, [(way, 1.0)], 1.0)
    small = 1e-6
    for trait in ("monitor/cast/plainly", "monitor/before/", "monitor/row/attempt"):
        nudged = {**mind, trait: mind.get(trait, 0.0) + small}
        slope = (math.log(_likely(nudged, way)) - math.log(_likely(mind, way))) / small

        assert stepped.get(trait, 0.0) - mind.get(trait, 0.0) == pytest.approx(slope, abs=1e-4)


@pytest.mark.parametrize("answer", ANSWERS)
def test_most_of_what_it_crafts_passes_the_gate(answer: str) -> None:
    """Of eight incidents that a fresh attacker crafts for a brief, some are admitted."""
    asked = next(it for it in ANSWERS if it == answer)
    admitted = 0
    for number in range(8):
        first = _brief(number, answer)
        seen = view.observe(first, "attacker")
        draw = Seed.of("draw", number).stream()
        action = attacker.crafted(attacker.drawn({}, asked, draw), seen, draw)
        admitted += transition.apply(first, action).state.case is not None

    assert admitted >= 2


def test_the_brief_says_what_is_asked_for() -> None:
    """The answer is read where the attacker is shown it."""
    seen = view.observe(_brief(3, "escalate"), "attacker")

    assert attacker.asked(seen) == "escalate"


def test_a_way_is_told_in_words() -> None:
    """People read which route it is, what comes before, and how it is cast."""
    assert attacker.told(Way("dismiss", (0, 0, 1))) == "work under an alibi"
