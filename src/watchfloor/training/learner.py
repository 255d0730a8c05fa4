"""A small model in training: what it draws, and what chances it gives to words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Any, NamedTuple

from watchfloor.agents.small_model import Shape
from watchfloor.seeds import Seed
from watchfloor.training.conversations import Said
from watchfloor.training.network import Memory, Rows, Weights, home_of, read, rows_of, scores
from watchfloor.training.rollouts import Drawn, Texts
from watchfloor.training.tensors import PROCESSOR, Home, Tensor, torch

END = 1
"""The number of the last word of every reply."""
_TOGETHER = 16
"""How many texts are read at once: of about one length, since the shorter are filled up."""


class Batch(NamedTuple):
    """Prompts, each with several completions behind it that do not see each other."""

    rows: Rows
    where: Tensor
    """Of each token of a completion: its row, and the place whose scores foretell it."""
    words: Tensor
    """Each token of a completion."""
    owners: Tensor
    """The completion that each token is of."""


def shelved(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Return the places of texts with *lengths* in parts of about one length.

    >>> list(shelved([3, 1, 2]))
    [[1, 2, 0]]
    """
    order = sorted(range(len(lengths)), key=lengths.__getitem__)
    for first in range(0, len(order), _TOGETHER):
        yield order[first : first + _TOGETHER]


def beside(
    prompts: Sequence[Sequence[int]],
    completions: Sequence[Sequence[Sequence[int]]],
    home: Home = PROCESSOR,
) -> Batch:
    """Return *prompts*, read once each, with the *completions* of each behind it, at *home*.

    They are laid out on the processor and moved as a whole.
    """
    longest = max(len(p) + sum(map(len, cs)) for p, cs in zip(prompts, completions, strict=True))
    tokens = torch.zeros(len(prompts), longest, dtype=torch.long)
    places = torch.zeros(len(prompts), longest, dtype=torch.long)
    part = torch.full((len(prompts), longest), -1)
    where: list[tuple[int, int]] = []
    words: list[int] = []
    owners: list[int] = []
    number = 0
    for row, (prompt, told) in enumerate(zip(prompts, completions, strict=True)):
        end = len(prompt)
        tokens[row, :end], part[row, :end] = torch.tensor(prompt), 0
        places[row, :end] = torch.arange(end)
        for own, completion in enumerate(told, start=1):
            size = len(completion)
            tokens[row, end : end + size] = torch.tensor(completion)
            places[row, end : end + size] = torch.arange(len(prompt), len(prompt) + size)
            part[row, end : end + size] = own
            where += [(row, end + at - 1 if at else len(prompt) - 1) for at in range(size)]
            words += completion
            owners += [number] * size
            end, number = end + size, number + 1
    return Batch(
        Rows(tokens.to(home), places.to(home), _sees(part.to(home))),
        torch.tensor(where, device=home),
        torch.tensor(words, device=home),
        torch.tensor(owners, device=home),
    )


def _sees(part: Tensor) -> Tensor:
    """Return which token may look at which: back at the prompt, and at what is of its own part."""
    width = part.shape[1]
    before = torch.ones(width, width, dtype=torch.bool, device=part.device).tril()
    is_own = part[:, :, None] == part[:, None, :]
    is_prompt = (part == 0)[:, None, :]
    return (before & (is_own | is_prompt))[:, None]


def foretold(weights: Weights, shape: Shape, batch: Batch) -> Tensor:
    """Return the logarithms of the chances of all words, for each token of a completion."""
    flow, _ = read(weights, shape, batch.rows)
    return scores(weights, flow[batch.where[:, 0], batch.where[:, 1]]).log_softmax(-1)


@dataclass(slots=True)
class Learner:
    """A model that can be asked and changed."""

    shape: Shape
    weights: Weights
    most_out: int
    warmth: float = 1.0
    version: int = 0
    drew: float = 0.0
    """The seconds that it has drawn replies for."""

    def sample(self, texts: Texts, count: int, draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*; each prompt is read once for all of them.

        Drafts come before them, of all but the last token.
        """
        drawn = torch.Generator(home_of(self.weights)).manual_seed(draws.word(0) >> 1)
        sampled = torch.no_grad()(self._sampled)
        for part in shelved([len(text) for text in texts]):
            drawing = sampled([texts[place] for place in part], count, drawn)
            while (told := self._timed(drawing)) is not None:
                yield Drawn(part, told)

    def _timed(self, drawing: Iterator[list[list[Said]]]) -> list[list[Said]] | None:
        """Return what is drawn next, nothing after the last, and note how long it took."""
        began = perf_counter()
        told = next(drawing, None)
        self.drew += perf_counter() - began
        return told

    def _sampled(
        self,
        texts: Sequence[Sequence[int]],
        count: int,
        drawn: Any,  # noqa: ANN401  # of torch
    ) -> Iterator[list[list[Said]]]:
        home = home_of(self.weights)
        rows = rows_of(texts, home)
        lengths = torch.tensor([len(text) for text in texts], device=home)
        flow, memory = read(self.weights, self.shape, rows)
        every = torch.arange(len(texts), device=home)
        flow = flow[every, lengths - 1][:, None].expand(-1, count, -1)
        is_told = (rows.places < lengths[:, None])[:, None, None]
        seen = is_told.expand(-1, 1, count, -1)
        found: list[tuple[Tensor, Tensor]] = []
        for step in range(self.most_out):
            chances = (scores(self.weights, flow) / self.warmth).log_softmax(-1)
            token = torch.multinomial(chances.exp().flatten(0, 1), 1, generator=drawn)
            token = token.view(len(texts), count)
            found.append((token, chances.gather(-1, token[..., None])[..., 0]))
            if step + 2 == self.most_out:
                yield _drafts(found)
            if step + 1 < self.most_out:
                seen = torch.cat((seen, _own(len(texts), count, home)), -1)
                places = (lengths + step)[:, None].expand(-1, count)
                flow, memory = self._on(Rows(token, places, seen), memory)
        yield _cut(found)

    def _on(self, rows: Rows, memory: Memory) -> tuple[Tensor, Memory]:
        return read(self.weights, self.shape, rows, memory)


def _own(texts: int, count: int, home: Home) -> Tensor:
    """Return that each of *count* tokens side by side may look at itself alone."""
    return torch.eye(count, dtype=torch.bool, device=home).expand(texts, 1, -1, -1)


def _drafts(found: Sequence[tuple[Tensor, Tensor]]) -> list[list[Said]]:
    """Return what was drawn, as if each reply ended here."""
    tokens = torch.stack([token for token, _ in found], -1).tolist()
    return [[_said([*own, END], ())._replace(is_draft=True) for own in row] for row in tokens]


def _cut(found: Sequence[tuple[Tensor, Tensor]]) -> list[list[Said]]:
    """Return what was drawn, each reply up to its end."""
    tokens = torch.stack([token for token, _ in found], -1).tolist()
    chances = torch.stack([chance for _, chance in found], -1).tolist()
    return [
        [_said(own, given) for own, given in zip(row, chance, strict=True)]
        for row, chance in zip(tokens, chances, strict=True)
    ]


def _said(tokens: Sequence[int], chances: Sequence[float]) -> Said:
    end = tokens.index(END) + 1 if END in tokens else len(tokens)
    return Said(tuple(tokens[:end]), tuple(chances[:end]))
