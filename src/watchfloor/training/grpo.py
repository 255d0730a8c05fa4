"""Group relative policy optimisation, top to bottom.

Several replies to one world are drawn from the model and priced. What a reply earned beyond the
others of its group is its advantage. The model is moved so that replies with an advantage become
likelier, but no further from where it stood when it drew them than the clip allows.

    advantage   a_i = (r_i - mean(r)) / (std(r) + 1e-4), or without the division
    ratio       q_t = exp(new_t - old_t), for each token that the model said
    gain        min(q_t * a_i, clip(q_t, 1 - low, 1 + high) * a_i)
    distance    k_t = exp(ref_t - new_t) - (ref_t - new_t) - 1
    loss        mean over tokens of (kl * k_t - gain) - entropy * mean entropy

The group relative advantage is of Shao et al. (2024), the wide upper clip and the dropping of
groups without differences of Yu et al. (2025).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from watchfloor.agents.small_model import Shape
from watchfloor.training.advantage import advantages
from watchfloor.training.learner import Batch, beside, foretold, shelved
from watchfloor.training.network import Weights, home_of
from watchfloor.training.rollouts import Sample
from watchfloor.training.tensors import Home, Tensor, torch


@dataclass(frozen=True, slots=True)
class Prices:
    """What counts in the loss."""

    low: float = 0.2
    high: float = 0.28
    kl: float = 0.0
    """What being far from the model that training began with costs."""
    entropy: float = 0.0
    """What being undecided is worth."""
    is_scaled: bool = True
    """Whether advantages are divided by the spread of their group."""


def differing(groups: Sequence[Sequence[Sample]]) -> list[Sequence[Sample]]:
    """Return those of *groups* whose rewards differ; from the others there is nothing to learn."""
    return [group for group in groups if len({sample.reward for sample in group}) > 1]


def gains(new: Tensor, old: Tensor, advantage: Tensor, prices: Prices) -> Tensor:
    """Return the clipped gain of each token."""
    ratio = (new - old).exp()
    kept = ratio.clamp(1 - prices.low, 1 + prices.high)
    return torch.minimum(ratio * advantage, kept * advantage)


def distances(new: Tensor, reference: Tensor) -> Tensor:
    """Return an estimate of how far each token is from *reference*; never less than nothing."""
    gap = reference - new
    return gap.exp() - gap - 1


def loss(
    weights: Weights,
    shape: Shape,
    groups: Sequence[Sequence[Sample]],
    prices: Prices,
    reference: Weights | None = None,
) -> tuple[Tensor, dict[str, float]]:
    """Return the loss of *groups* and what there is to tell of it."""
    parts = [_foretold(weights, shape, part, prices, reference) for part in _parts(groups)]
    new, old, advantage, entropies, distance = (torch.cat(it) for it in zip(*parts, strict=True))
    gain = gains(new, old, advantage, prices)
    entropy = entropies.mean()
    total = -gain.mean() - prices.entropy * entropy
    told = {
        "entropy": entropy.item(),
        "clipped": _clipped(new, old, advantage, prices),
        "loss": -gain.mean().item(),
    }
    if reference is not None and prices.kl:
        total, told["kl"] = total + prices.kl * distance.mean(), distance.mean().item()
    return total, told


def _parts(groups: Sequence[Sequence[Sample]]) -> Iterator[list[Sequence[Sample]]]:
    """Return *groups* in parts whose rows are of about one length."""
    lengths = [
        len(group[0].prompt_ids) + sum(len(it.completion_ids) for it in group) for group in groups
    ]
    for part in shelved(lengths):
        yield [groups[place] for place in part]


def _foretold(
    weights: Weights,
    shape: Shape,
    groups: Sequence[Sequence[Sample]],
    prices: Prices,
    reference: Weights | None,
) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
    """Return, of each token that the model said: its chances, now and when drawn, and its worth.

    Beside them stand how undecided the model is there, and how far from the *reference*.
    """
    samples = [sample for group in groups for sample in group]
    home = home_of(weights)
    batch = _batch(groups, home)
    paid = [it for group in groups for it in _advantages(group, prices)]
    every = torch.tensor([it for sample in samples for it in sample.logprobs], device=home)
    said = [bit for sample in samples for bit in sample.loss_mask]
    is_said = torch.tensor(said, dtype=torch.bool, device=home)
    old, advantage = every[is_said], torch.tensor(paid, device=home)[batch.owners[is_said]]
    chances = foretold(weights, shape, batch)[is_said]
    words = batch.words[is_said][:, None]
    new = chances.gather(-1, words)[:, 0]
    entropy = -(chances.exp() * chances).sum(-1)
    if reference is None:
        return new, old, advantage, entropy, torch.zeros_like(new)
    with torch.no_grad():
        known = foretold(reference, shape, batch)[is_said].gather(-1, words)[:, 0]
    return new, old, advantage, entropy, distances(new, known)


def _batch(groups: Sequence[Sequence[Sample]], home: Home) -> Batch:
    """Return *groups* at *home* with every prompt once, which the samples of its group share."""
    prompts = [group[0].prompt_ids for group in groups]
    completions = [[sample.completion_ids for sample in group] for group in groups]
    return beside(prompts, completions, home)


def _advantages(group: Sequence[Sample], prices: Prices) -> list[float]:
    return advantages([sample.reward for sample in group], is_scaled=prices.is_scaled)


def _clipped(new: Tensor, old: Tensor, advantage: Tensor, prices: Prices) -> float:
    """Return the share of tokens that the clip holds back."""
    ratio = (new - old).exp()
    up = (ratio > 1 + prices.high) & (advantage > 0)
    down = (ratio < 1 - prices.low) & (advantage < 0)
    return float((up | down).float().mean())
