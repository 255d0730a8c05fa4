"""A tokenizer that takes every text for one token, where only the words are looked at."""

from collections.abc import Sequence
from typing import Any


class Spelled:
    """As much of a tokenizer as a tongue asks for; it keeps every text that it was given."""

    eos_token = "<end>"  # noqa: S105  # no password
    eos_token_id = 0
    chat_template = ""

    def __init__(self) -> None:
        """Begin with the end of a text, which is the first token."""
        self.texts = [self.eos_token]

    def apply_chat_template(self, messages: list[dict[str, str]], **options: object) -> str:
        """Return the contents of *messages*, each with its end, and where the answer begins."""
        del options
        told = "".join(f"<{it['role']}>{it['content']}{self.eos_token}" for it in messages)
        return f"{told}<assistant>"

    def __call__(self, text: str, **_options: object) -> dict[str, list[int]]:
        """Return the one token of *text*."""
        self.texts.append(text)
        return {"input_ids": [len(self.texts) - 1]}

    def decode(self, tokens: Sequence[int], **options: Any) -> str:  # noqa: ANN401  # as libraries have it
        """Return the texts of *tokens*."""
        kept = [it for it in tokens if it or not options.get("skip_special_tokens")]
        return "".join(self.texts[it] for it in kept)
