"""Models of the true architectures, tiny and drawn at random, with the templates of TRL."""

from collections.abc import Iterable
from importlib.resources import files
from typing import Any

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import PreTrainedTokenizerFast, Qwen3Config, Qwen3ForCausalLM, set_seed

MARKS = ["<|endoftext|>", "<|im_start|>", "<|im_end|>"]
TAGS = ["<tool_call>", "</tool_call>", "<tool_response>", "</tool_response>", "<think>", "</think>"]
LONGEST = 1 << 16


def tokenizer(texts: Iterable[str], size: int = 8000) -> PreTrainedTokenizerFast:
    """Return a tokenizer learnt from *texts*, with the marks and the template of Qwen3.

    It takes a line for a word, so that a long prompt that it knows is a few hundred tokens.
    """
    made = Tokenizer(models.BPE())
    lines = pre_tokenizers.Split("\n", "merged_with_previous")
    letters = pre_tokenizers.ByteLevel(add_prefix_space=False, use_regex=False)
    made.pre_tokenizer = pre_tokenizers.Sequence([lines, letters])
    made.decoder = decoders.ByteLevel()
    learnt = trainers.BpeTrainer(
        vocab_size=size,
        special_tokens=MARKS,
        initial_alphabet=pre_tokenizers.ByteLevel.alphabet(),
        show_progress=False,
    )
    made.train_from_iterator(texts, learnt)
    marks: dict[str, Any] = {"eos_token": MARKS[2], "pad_token": MARKS[0]}
    found = PreTrainedTokenizerFast(tokenizer_object=made, **marks)
    found.add_tokens(TAGS)
    found.chat_template = files("trl").joinpath("chat_templates", "qwen3.jinja").read_text("utf-8")
    return found


def model(words: PreTrainedTokenizerFast, width: int = 16, seed: int = 7) -> Any:  # noqa: ANN401  # of a library
    """Return a Qwen3 of two layers for the tokens of *words*, drawn from *seed*."""
    set_seed(seed)
    torch.set_num_threads(1)
    config = Qwen3Config(
        vocab_size=len(words),
        hidden_size=width,
        intermediate_size=2 * width,
        num_hidden_layers=2,
        num_attention_heads=2,
        num_key_value_heads=1,
        head_dim=8,
        max_position_embeddings=LONGEST,
        eos_token_id=words.eos_token_id,
        pad_token_id=words.pad_token_id,
        tie_word_embeddings=True,
    )
    return Qwen3ForCausalLM(config)
