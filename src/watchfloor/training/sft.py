"""Supervised training: demonstrations of whoever knows the truth, or replies that were verified."""

from collections.abc import Iterable, Sequence
from typing import Any

from watchfloor.agents.small_model import Shape
from watchfloor.training.demonstration import Demonstration
from watchfloor.training.learner import beside, shelved
from watchfloor.training.network import Weights, home_of, read, scores
from watchfloor.training.rollouts import Sample
from watchfloor.training.tensors import Tensor, functional, torch

ENOUGH = 0.8
"""What a reply has to earn, in points, for a model to be trained on it again."""


def verified(groups: Iterable[Sequence[Sample]]) -> list[Demonstration]:
    """Return the replies of *groups* that earned enough, each once."""
    good = [
        (it.prompt_ids, it.completion_ids) for own in groups for it in own if it.reward >= ENOUGH
    ]
    return [Demonstration(prompt, completion) for prompt, completion in dict.fromkeys(good)]


def loss(
    weights: Weights, shape: Shape, shown: Sequence[Demonstration]
) -> tuple[Tensor, dict[str, float]]:
    """Return how badly the model foretells what is *shown*, and what there is to tell of it."""
    lengths = [len(it.prompt) + len(it.completion) for it in shown]
    parts = [_foretold(weights, shape, [shown[it] for it in part]) for part in shelved(lengths)]
    total = torch.cat([said for said, _ in parts]).mean()
    told: dict[str, Any] = {"loss": total.item()}
    if any(it.remarks for it in shown):
        remarked = torch.cat([remarked for _, remarked in parts]).mean()
        total, told["remarks"] = total + remarked, remarked.item()
    return total, told


def _foretold(
    weights: Weights, shape: Shape, shown: Sequence[Demonstration]
) -> tuple[Tensor, Tensor]:
    """Return how badly each word of the replies that are *shown* is foretold, and each remark."""
    home = home_of(weights)
    batch = beside([it.prompt for it in shown], [[it.completion] for it in shown], home)
    flow, _ = read(weights, shape, batch.rows)
    said = scores(weights, flow[batch.where[:, 0], batch.where[:, 1]])
    remarks = [(row, *it) for row, one in enumerate(shown) for it in one.remarks]
    row, place, word = torch.tensor(remarks, dtype=torch.long, device=home).reshape(-1, 3).T
    return (
        functional.cross_entropy(said, batch.words, reduction="none"),
        functional.cross_entropy(scores(weights, flow[row, place]), word, reduction="none"),
    )
