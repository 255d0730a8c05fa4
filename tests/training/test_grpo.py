"""The mathematics of the trainer, on cases worked out by hand."""

import math

import msgspec
import pytest
import torch

from watchfloor.agents.small_model import Shape
from watchfloor.seeds import Seed
from watchfloor.training import grpo
from watchfloor.training.advantage import advantages
from watchfloor.training.learner import beside, foretold, shelved
from watchfloor.training.network import fresh
from watchfloor.training.rollouts import Sample

SHAPE = Shape(words=11, width=16, layers=2, heads=2, shared=2, head=8, inner=24)


def _sample(completion: tuple[int, ...], reward: float, mask: tuple[int, ...] = ()) -> Sample:
    return Sample(
        prompt_ids=(2, 3, 4),
        completion_ids=completion,
        loss_mask=mask or (1,) * len(completion),
        logprobs=(-1.0,) * len(completion),
        reward=reward,
        parts={},
        role="defender",
        group_id="one",
        seed=0,
        version=0,
    )


def test_an_advantage_is_what_is_earned_beyond_the_group() -> None:
    """Of 1, 0, 0 and 1 the mean is a half and the spread a half."""
    found = advantages([1.0, 0.0, 0.0, 1.0], is_scaled=True)

    assert found == pytest.approx([1.0, -1.0, -1.0, 1.0], abs=1e-3)


def test_an_advantage_may_stay_in_points() -> None:
    """Of 1 and 0.5 without the division, a quarter more and a quarter less."""
    assert advantages([1.0, 0.5], is_scaled=False) == pytest.approx([0.25, -0.25])


def test_a_group_without_differences_is_dropped() -> None:
    """There is nothing to learn where all replies earn the same."""
    alike = [_sample((5, 1), 0.5), _sample((6, 1), 0.5)]
    unlike = [_sample((5, 1), 0.5), _sample((6, 1), 0.0)]

    assert grpo.differing([alike, unlike]) == [unlike]


@pytest.mark.parametrize(
    ("ratio", "advantage", "gain"),
    [(1.5, 1.0, 1.28), (1.5, -1.0, -1.5), (0.5, 1.0, 0.5), (0.5, -1.0, -0.8), (1.1, 2.0, 2.2)],
)
def test_the_clip_holds_back_what_goes_too_far(ratio: float, advantage: float, gain: float) -> None:
    """Up to 1.28 for what was good, down to 0.8 for what was bad, and no help for mistakes."""
    new, old = torch.tensor([math.log(ratio)]), torch.zeros(1)

    found = grpo.gains(new, old, torch.tensor([advantage]), grpo.Prices())

    assert found.item() == pytest.approx(gain)


def test_the_distance_is_nothing_at_home_and_grows_both_ways() -> None:
    """It is e^g - g - 1 of the gap g: 0 at 0, 0.718 at 1, 0.368 at -1."""
    found = grpo.distances(torch.tensor([0.0, -1.0, 1.0]), torch.zeros(3))

    assert found.tolist() == pytest.approx([0.0, math.e - 2, 1 / math.e], abs=1e-6)


def test_words_of_the_environment_pull_at_nothing() -> None:
    """A completion with two words of the environment in it has the loss of its other words."""
    weights = fresh(SHAPE, Seed.of(1))
    group = [
        _sample((5, 7, 8, 1), 1.0, (1, 0, 0, 1)),
        _sample((6, 1), 0.0),
    ]

    _, told = grpo.loss(weights, SHAPE, [group], grpo.Prices())

    with torch.no_grad():
        batch = beside([(2, 3, 4)], [[(5, 7, 8, 1), (6, 1)]])
        chances = foretold(weights, SHAPE, batch)
    given = [chances[place, word].item() for place, word in ((0, 5), (3, 1), (4, 6), (5, 1))]
    paid = [1.0, 1.0, -1.0, -1.0]
    gain = [
        min(math.exp(new + 1) * own, min(max(math.exp(new + 1), 0.8), 1.28) * own)
        for new, own in zip(given, paid, strict=True)
    ]
    assert told["loss"] == pytest.approx(-sum(gain) / 4, rel=1e-3)


def test_a_step_makes_what_paid_likelier() -> None:
    """After one step up the gradient, the reply that earned more has gained on the other."""
    weights = fresh(SHAPE, Seed.of(2))
    group = [_sample((5, 1), 1.0), _sample((6, 1), 0.0)]

    def gap() -> float:
        with torch.no_grad():
            chances = foretold(weights, SHAPE, beside([(2, 3, 4)], [[(5,), (6,)]]))
        return float(chances[0, 5] - chances[1, 6])

    before = gap()
    total, _ = grpo.loss(weights, SHAPE, [group], grpo.Prices())
    total.backward()
    with torch.no_grad():
        for weight in weights.values():
            if weight.grad is not None:
                weight.sub_(0.1 * weight.grad)

    assert gap() > before


def test_reading_in_parts_changes_nothing() -> None:
    """More groups than are read at once, of many lengths, lose what each of them loses alone."""
    weights, prices = fresh(SHAPE, Seed.of(2)), grpo.Prices(entropy=0.1)
    groups = [
        [
            msgspec.structs.replace(_sample((5 + number % 3, 1), reward), prompt_ids=prompt)
            for reward in (0.0, 1.0)
        ]
        for number in range(20)
        for prompt in [(2, 3, 4) * (1 + number % 5)]
    ]
    whole, _ = grpo.loss(weights, SHAPE, groups, prices)
    alone = [grpo.loss(weights, SHAPE, [group], prices)[0].item() for group in groups]

    assert whole.item() == pytest.approx(sum(alone) / len(alone), abs=1e-6)


def test_texts_are_shelved_by_their_length() -> None:
    """Every text is in one part, the shortest first, and no part is larger than what is read."""
    lengths = [(7 * number) % 50 for number in range(50)]
    parts = list(shelved(lengths))
    order = [lengths[place] for part in parts for place in part]

    assert order == sorted(lengths)
    assert [len(part) for part in parts] == [16, 16, 16, 2]
