"""A small model in training: what it draws, and the same model elsewhere."""

from itertools import chain
from pathlib import Path

import numpy as np
import pytest
import torch
from transformers import AutoModelForCausalLM, AutoTokenizer

from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.small_model import Manifest, Shape, opened
from watchfloor.seeds import Seed
from watchfloor.training import checkpoint
from watchfloor.training.conversations import Said
from watchfloor.training.learner import END, Learner, beside, foretold
from watchfloor.training.network import Weights, fresh, read, rows_of, scores

ENCODING = ENCODINGS["triage"]
SHAPE = Shape(
    words=len(ENCODING.vocabulary), width=32, layers=2, heads=2, shared=1, head=16, inner=48
)
TEXTS = [(5, 9, 30, 31, 7), (8, 6, 5, 40, 41, 42, 43, 3)]


@pytest.fixture(name="weights")
def _weights() -> Weights:
    rough = fresh(SHAPE, Seed.of(3))
    return {name: weight.half().float() for name, weight in rough.items()}


def _exported(folder: Path, weights: Weights) -> Path:
    manifest = Manifest("triage", "opensoc", "none", SHAPE)
    checkpoint.export(folder, weights, manifest, ENCODING)
    return folder


def test_transformers_reads_the_directory_and_agrees(tmp_path: Path, weights: Weights) -> None:
    """The logits of the lean model are those of the library, for the same directory."""
    model = AutoModelForCausalLM.from_pretrained(_exported(tmp_path, weights), dtype=torch.float32)
    text = TEXTS[1]
    flow, _ = read(weights, SHAPE, rows_of([text]))

    theirs = model(torch.tensor([text])).logits[0]

    assert torch.allclose(scores(weights, flow)[0], theirs, atol=2e-4)


def test_transformers_reads_the_words(tmp_path: Path, weights: Weights) -> None:
    """The tokenizer of the library numbers words as the encoding does, and gives them back."""
    tokenizer = AutoTokenizer.from_pretrained(_exported(tmp_path, weights))
    words = [word for word in ENCODING.vocabulary if word != "<pad>"]

    assert tokenizer(" ".join(words))["input_ids"] == list(range(1, len(words) + 1))


def test_numpy_agrees_with_torch(tmp_path: Path, weights: Weights) -> None:
    """Word for word, the scores of the shipped way to run a model are those of training."""
    _, network = opened(_exported(tmp_path, weights))
    flow, _ = read(weights, SHAPE, rows_of(TEXTS[1:]))
    theirs = scores(weights, flow)[0].detach().numpy()
    reading = network.first(TEXTS[1][:3])
    found = [reading.scores]
    for word in TEXTS[1][3:]:
        reading.on(word)
        found.append(reading.scores)

    assert np.abs(np.array(found) - theirs[2:]).max() < 2e-4


def test_completions_do_not_see_each_other(weights: Weights) -> None:
    """What a completion is given is the same alone and beside others, and behind padding."""
    alone = foretold(weights, SHAPE, beside([TEXTS[0]], [[[50, 51, 1]]]))

    both = foretold(weights, SHAPE, beside(TEXTS, [[[60, 1], [50, 51, 1]], [[9]]]))

    assert torch.allclose(alone, both[2:5], atol=1e-5)


def _drawn(weights: Weights, count: int, seed: int) -> list[list[Said]]:
    """Return what is drawn for each of the texts in the end, where drafts are gone."""
    learner = Learner(SHAPE, weights, 4)
    found: dict[int, list[Said]] = {}
    for some in learner.sample(TEXTS, count, Seed.of(seed)):
        found |= zip(some.places, map(list, some.replies), strict=True)
    return [found[place] for place in range(len(TEXTS))]


def test_a_sample_says_what_chance_it_had(weights: Weights) -> None:
    """The logarithms noted while drawing are those that training computes for the same words."""
    drawn = _drawn(weights, 3, 4)
    batch = beside(TEXTS, [[it.tokens for it in own] for own in drawn])

    given = foretold(weights, SHAPE, batch).gather(-1, batch.words[:, None])[:, 0]

    noted = [chance for own in drawn for it in own for chance in it.likely]
    assert given.tolist() == pytest.approx(noted, abs=1e-4)


def test_draws_follow_from_their_seed(weights: Weights) -> None:
    """The same seed draws the same replies, another draws others."""
    first, again, other = (_drawn(weights, 4, it) for it in (1, 1, 2))

    assert (first == again, first == other) == (True, False)


def test_a_draft_is_the_reply_if_it_ends_there(weights: Weights) -> None:
    """It comes before the reply, and is as long if it was right."""
    drafts, replies = Learner(SHAPE, weights, 4).sample(TEXTS, 8, Seed.of(3))
    pairs = [*zip(chain(*drafts.replies), chain(*replies.replies), strict=True)]

    assert {(one.is_draft, other.is_draft) for one, other in pairs} == {(True, False)}
    assert all(one.tokens[-1] == END for one, _ in pairs)
    assert all(one.tokens[:-1] == other.tokens[: len(one.tokens) - 1] for one, other in pairs)


def test_gradients_are_kept_while_replies_come(weights: Weights) -> None:
    """None are while something is drawn; whoever has a reply may learn before the next comes."""
    for _ in Learner(SHAPE, weights, 4).sample(TEXTS, 2, Seed.of(3)):
        assert torch.is_grad_enabled()
