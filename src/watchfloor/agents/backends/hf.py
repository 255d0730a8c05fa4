"""A model that transformers loads from this machine, asked one conversation at a time.

It is loaded when it is first asked, from a folder or from what was downloaded before; nothing is
fetched.
"""

from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import Any

from msgspec.structs import replace

from watchfloor.agents.backend import Backend, Completion, Message, Settings, Usage
from watchfloor.errors import BadInput

_TURN = Lock()
"""Whoever loads or draws holds it: both go through what all models of a process share."""
_SIGNS = ("/", "\\", ".", "~")
"""What a path may begin with, and no name does."""


class _Local:
    """One model in this process."""

    def __init__(self, name: str, settings: Settings) -> None:
        """Open the model in the folder *name*, or downloaded under it; nothing is loaded yet."""
        if name.startswith(_SIGNS) and not Path(name).expanduser().is_dir():
            message = f"there is no folder {name!r}; give hf: and a folder with a model in it"
            raise BadInput(message)
        self._name, self._settings = name, settings
        self._loaded: tuple[Any, Any, Any] | None = None

    def complete(self, messages: Sequence[Message], draw: int) -> Completion:
        """Return what the model answers to *messages*."""
        began = monotonic()
        with _TURN:
            self._loaded = self._loaded or _loaded(self._name)
            try:
                found = self._answer(messages, draw)
            except Exception as error:  # whatever a model on a full machine can do  # noqa: BLE001
                what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
                reason = f"the model {self._name} could not answer ({what})"
                found = Completion(failure=reason, usage=Usage(calls=1, failed=1, tries=1))
        spent = round((monotonic() - began) * 1000)
        return replace(found, usage=replace(found.usage, milliseconds=spent))

    def close(self) -> None:
        """Let go of the model."""
        self._loaded = None

    def _answer(self, messages: Sequence[Message], draw: int) -> Completion:
        assert self._loaded is not None  # noqa: S101  # loaded by the only caller
        torch, tokenizer, model = self._loaded
        template: dict[str, Any] = self._settings.extra.get("chat_template_kwargs") or {}
        told = _told(tokenizer, messages, template).to(model.device)
        length = int(told["input_ids"].shape[1])
        most = getattr(model.config, "max_position_embeddings", None)
        if most is not None and length + self._settings.most_out > most:
            asked = f"{length:,} tokens and an answer of {self._settings.most_out:,}"
            message = f"the prompt takes {asked}, and the model holds {most:,}"
            raise ValueError(message)
        torch.manual_seed(draw)
        with torch.inference_mode():
            written = model.generate(**told, **self._how())
        fresh = written[0][length:]
        content = str(tokenizer.decode(fresh, skip_special_tokens=True))
        usage = Usage(calls=1, tries=1, tokens_in=length, tokens_out=len(fresh))
        return Completion(content, usage=usage)

    def _how(self) -> dict[str, Any]:
        """Return how to generate: as the model says of itself, if no temperature is given."""
        warmth = self._settings.temperature
        how: dict[str, Any] = {"max_new_tokens": self._settings.most_out}
        if warmth is not None:
            how |= {"do_sample": True, "temperature": warmth} if warmth else {"do_sample": False}
        return how


def _told(tokenizer: Any, messages: Sequence[Message], template: Mapping[str, Any]) -> Any:  # noqa: ANN401  # of an optional package
    """Return *messages* as tokens, by the template of *tokenizer* or one after another.

    The *template* is told what a request to vLLM calls `chat_template_kwargs`.
    """
    if tokenizer.chat_template:
        spoken = [{"role": it.role, "content": it.content} for it in messages]
        return tokenizer.apply_chat_template(
            spoken,
            add_generation_prompt=True,
            return_tensors="pt",
            return_dict=True,
            **template,
        )
    text = "\n\n".join(f"{it.role}: {it.content}" for it in messages)
    return tokenizer(f"{text}\n\nassistant:", return_tensors="pt")


def _loaded(name: str) -> tuple[Any, Any, Any]:
    """Return torch, the tokenizer and the model called *name*."""
    try:
        torch: Any = import_module("torch")
        transformers: Any = import_module("transformers")
    except ImportError:
        message = "local models need further packages; install 'watchfloor[hf]'"
        raise BadInput(message) from None
    place = str(Path(name).expanduser())
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(place, local_files_only=True)
        model = transformers.AutoModelForCausalLM.from_pretrained(
            place, local_files_only=True, dtype="auto"
        )
    except Exception as error:  # whatever a broken folder can do  # noqa: BLE001
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        message = f"no model can be loaded from {name!r} ({what}); give a folder with a whole one"
        raise BadInput(message) from None
    kind = "cuda" if torch.cuda.is_available() else "cpu"
    return torch, tokenizer, model.to(kind).eval()


BACKEND = Backend(
    name="hf",
    summary="A model that transformers loads from a folder, or from what was downloaded before.",
    open=_Local,
)
