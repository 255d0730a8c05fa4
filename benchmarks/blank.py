"""Makes a chat model that knows nothing: of a true architecture, drawn at random.

    python -m benchmarks.blank FOLDER [--like reader] [--game opensoc] [--seed 0]

Its tokenizer is learned from prompts of worlds kept for validation, which are cut into words,
numbers and signs; of small models a line that stands in every prompt is one token, so that a view
is read beside a short preface. The template is that of Qwen3, which TRL ships. Of `0.6b` and `3b`
only the shape is real: they take what a model of that size takes, where none can be downloaded.
"""

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from watchfloor.agents import prompt
from watchfloor.agents.games import find
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation
from watchfloor.play.trajectory import Trajectory
from watchfloor.training.conversations import LEARNER, Cast
from watchfloor.training.libraries import library
from watchfloor.training.worlds import VALIDATION

MARKS = ("<|endoftext|>", "<|im_start|>", "<|im_end|>", "<think>", "</think>")
PIECES = r" ?[A-Za-z_]+| ?\d{1,2}| ?[^\sA-Za-z0-9_]+|\s+"
READ = 240
"""Worlds whose prompts the tokenizer is learned from; they are of those kept for validation."""


class Shape(NamedTuple):
    """How large a model is."""

    words: int
    """Rows of its vocabulary at the least."""
    width: int
    layers: int
    heads: int
    shared: int
    inner: int
    head: int


SHAPES = {
    "tiny": Shape(0, 32, 2, 2, 1, 64, 16),
    "reader": Shape(0, 448, 8, 7, 7, 1216, 64),
    "0.6b": Shape(151_936, 1024, 28, 16, 8, 3072, 128),
    "3b": Shape(151_936, 2048, 36, 16, 2, 11_008, 128),
}


def texts(game_name: str) -> list[str]:
    """Return the first prompt of a seat that is scored, in worlds of every scenario."""
    game = find(game_name)
    role = (next(iter(game.scenarios.values())).measured or tuple(game.roles))[0]
    cast = Cast(game, next(iter(game.recipes.values())), {role: LEARNER})
    scenarios = list(game.scenarios)
    found: list[str] = []
    for number, seed in enumerate(VALIDATION[:READ]):
        setting = Setting(scenarios[number % len(scenarios)], game.modes[0], seed)
        seen: Observation | Trajectory = cast.world(setting).after(())
        if isinstance(seen, Observation):
            told = prompt.messages(prompt.words(game, role), seen, ())
            found.append("\n".join(it.content for it in told))
    return found


def tokenizer(told: Sequence[str], *, is_brief: bool) -> Any:  # noqa: ANN401  # of a library
    """Return a tokenizer learned from what was *told*; a brief one has a token for whole lines."""
    tokenizers, transformers = library("tokenizers"), library("transformers")
    lines = Counter(line for text in told for line in set(text.split("\n")))
    always = sorted(
        it for it, count in lines.items() if is_brief and count == len(told) and len(it) > 12
    )
    rest = [re.sub("|".join(map(re.escape, always)), "", it) if always else it for it in told]
    made = tokenizers.Tokenizer(tokenizers.models.BPE())
    cut = tokenizers.pre_tokenizers.Split(tokenizers.Regex(PIECES), "isolated")
    letters = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    made.pre_tokenizer = tokenizers.pre_tokenizers.Sequence([cut, letters])
    made.decoder = tokenizers.decoders.ByteLevel()
    learned = tokenizers.trainers.BpeTrainer(
        vocab_size=4096,
        special_tokens=list(MARKS[:3]),
        initial_alphabet=sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet()),
        show_progress=False,
    )
    made.train_from_iterator(rest, learned)
    words = transformers.PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token=MARKS[2], pad_token=MARKS[0]
    )
    words.add_tokens([*MARKS[3:], *always])
    words.chat_template = files("trl").joinpath("chat_templates", "qwen3.jinja").read_text("utf-8")
    return words


def model(words: Any, shape: Shape, seed: int) -> Any:  # noqa: ANN401  # of a library
    """Return a Qwen3 of *shape* for the tokens of *words*, drawn from *seed*."""
    transformers = library("transformers")
    transformers.set_seed(seed)
    config = transformers.Qwen3Config(
        vocab_size=max(len(words), shape.words),
        hidden_size=shape.width,
        intermediate_size=shape.inner,
        num_hidden_layers=shape.layers,
        num_attention_heads=shape.heads,
        num_key_value_heads=shape.shared,
        head_dim=shape.head,
        max_position_embeddings=32_768,
        eos_token_id=words.eos_token_id,
        pad_token_id=words.pad_token_id,
        tie_word_embeddings=True,
    )
    torch = library("torch")
    place = "cuda" if torch.cuda.is_available() else "cpu"
    with torch.device(place):
        made = transformers.Qwen3ForCausalLM(config)
    return made.to(torch.bfloat16) if shape.words else made


def main() -> int:
    """Make it and say how large it is."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--like", choices=SHAPES, default="reader")
    parser.add_argument("--game", default="opensoc")
    parser.add_argument("--seed", type=int, default=0)
    asked = parser.parse_args()
    told = texts(asked.game)
    shape = SHAPES[asked.like]
    words = tokenizer(told, is_brief=not shape.words)
    made = model(words, shape, asked.seed)
    made.save_pretrained(asked.folder)
    words.save_pretrained(asked.folder)
    sizes = [len(words(text)["input_ids"]) for text in told]
    mean = sum(sizes) / len(sizes)
    print(f"{made.num_parameters():,} numbers, {len(words):,} words, {mean:.0f} tokens of a prompt")
    return 0


if __name__ == "__main__":
    sys.exit(main())
