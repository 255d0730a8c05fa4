"""The trainers of others: found, refused in a sentence, and loaded in the right order.

unsloth changes the other libraries as it is imported and has to come before them, so that nothing
here is imported before a backend is chosen.
"""

import os
import sys
import warnings
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal, NamedTuple, get_args

from watchfloor.errors import BadInput

Backend = Literal["auto", "hf", "unsloth"]
OLDEST_UNSLOTH = (2026, 10, 9)
_BROKEN = (ImportError, LookupError, OSError, RuntimeError, TypeError, ValueError)
"""What comes of a folder that holds no whole model."""
_INSTALL = "pip install 'watchfloor[{}]'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Which model is to learn, and how it is held."""

    model: str
    """A folder, or a name of the hub."""
    backend: str = "auto"
    rank: int = 16
    """Of the adapters that learn (LoRA); 0 trains the whole model."""
    is_local: bool = False
    """Whether nothing may be downloaded."""
    longest: int = 16_384
    """Tokens of a whole text."""


class Loaded(NamedTuple):
    """A model that can learn, with its tokenizer, and what loaded it."""

    model: Any
    tokenizer: Any
    backend: str


def library(name: str, extra: str = "train") -> Any:  # noqa: ANN401  # as untyped as they come
    """Return the library called *name*, which *extra* installs."""
    try:
        return import_module(name)
    except ImportError as error:
        missing = f"{name} cannot be imported ({error})"
        message = f"{missing}; {_INSTALL.format(extra)} in an environment of its own"
        raise BadInput(message) from None


def seeded(backend: str, seed: int) -> None:
    """Let everything that libraries draw follow *seed*, once *backend* has come before them.

    What they would tell on the way is left out: our own progress tells it.
    """
    os.environ.setdefault("TRL_EXPERIMENTAL_SILENCE", "1")
    if chosen(backend) == "unsloth":
        library("unsloth", "unsloth")
    transformers = library("transformers")
    transformers.utils.logging.disable_progress_bar()
    warnings.filterwarnings("ignore", category=FutureWarning, module="transformers")
    transformers.set_seed(seed)


def load_policy(wish: Wish) -> Loaded:
    """Return the model that *wish* names, ready to learn, with the backend that is there."""
    backend = chosen(wish.backend)
    loaded = _with_unsloth(wish) if backend == "unsloth" else _with_transformers(wish)
    if loaded.tokenizer.chat_template is None:
        message = f"the tokenizer of {wish.model!r} has no chat template; give a model that chats"
        raise BadInput(message)
    return loaded


def chosen(backend: str) -> str:
    """Return which of `hf` and `unsloth` *backend* comes to, by what is installed."""
    if backend not in get_args(Backend):
        message = f"there is no backend {backend!r}; known: {', '.join(get_args(Backend))}"
        raise BadInput(message)
    flaw = _flaw_of_unsloth() if backend != "hf" else ""
    if backend == "unsloth":
        if flaw:
            raise BadInput(flaw)
        return backend
    is_better = backend == "auto" and not flaw and library("torch").cuda.is_available()
    return "unsloth" if is_better else "hf"


def _flaw_of_unsloth() -> str:
    """Return why unsloth cannot be used, or nothing."""
    oldest = ".".join(map(str, OLDEST_UNSLOTH))
    how = f"{_INSTALL.format('unsloth')} in an environment of its own, or choose --backend hf"
    try:
        found = version("unsloth")
    except PackageNotFoundError:
        return f"unsloth is not installed; {how}"
    if tuple(int(part) for part in found.split(".")[:3] if part.isdigit()) < OLDEST_UNSLOTH:
        what = f"found unsloth {found}, expected {oldest} or newer, for older ones train a model on"
        return f"{what} what it was told; {how}"
    early = [name for name in ("peft", "transformers", "trl") if name in sys.modules]
    if early and "unsloth" not in sys.modules:
        return f"{early[0]} was imported before unsloth, which has to come first; start anew"
    return ""


def _with_unsloth(wish: Wish) -> Loaded:
    fast: Any = library("unsloth", "unsloth").FastLanguageModel
    is_whole = wish.rank == 0
    model, tokenizer = fast.from_pretrained(
        wish.model,
        max_seq_length=wish.longest,
        full_finetuning=is_whole,
        load_in_4bit=not is_whole and library("torch").cuda.is_available(),
        local_files_only=wish.is_local,
    )
    if not is_whole:
        model = fast.get_peft_model(model, r=wish.rank, lora_alpha=2 * wish.rank)
    return Loaded(model, tokenizer, "unsloth")


def _with_transformers(wish: Wish) -> Loaded:
    transformers: Any = library("transformers")
    place = str(Path(wish.model).expanduser())
    options = {"local_files_only": wish.is_local}
    try:
        tokenizer = transformers.AutoTokenizer.from_pretrained(place, **options)
        model = transformers.AutoModelForCausalLM.from_pretrained(place, dtype="auto", **options)
    except _BROKEN as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        message = f"no model can be loaded from {wish.model!r} ({what}); give a whole one"
        raise BadInput(message) from None
    if wish.rank:
        model = with_adapter(model, wish.rank)
    return Loaded(model, tokenizer, "hf")


def saved(policy: Loaded, folder: Path) -> None:
    """Write *policy* into *folder* as a whole model, what its adapter learnt in place."""
    if policy.backend == "unsloth":
        policy.model.save_pretrained_merged(str(folder), policy.tokenizer)
        return
    is_adapted = hasattr(policy.model, "merge_and_unload")
    model = deepcopy(policy.model).merge_and_unload() if is_adapted else policy.model
    model.save_pretrained(folder)
    policy.tokenizer.save_pretrained(folder)


def with_adapter(model: Any, rank: int) -> Any:  # noqa: ANN401  # models of a library
    """Return *model* with an adapter of *rank* that learns, while the rest stays as it is."""
    peft = library("peft")
    shape = peft.LoraConfig(
        r=rank, lora_alpha=2 * rank, target_modules="all-linear", task_type="CAUSAL_LM"
    )
    return peft.get_peft_model(model, shape)
