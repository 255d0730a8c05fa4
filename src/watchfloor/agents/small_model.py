"""A small model of the Qwen3 family as a directory, and run by numpy alone.

The directory is what `save_pretrained` writes: `config.json`, `model.safetensors` in half precision
and `tokenizer.json`, beside them a manifest of ours that names the encoding.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec

from watchfloor.agents.encoding import END, PAD, Encoding
from watchfloor.errors import BadInput

MANIFEST = "watchfloor.json"
WEIGHTS = "model.safetensors"
_EMBEDDED = "model.embed_tokens.weight"


class Shape(msgspec.Struct, frozen=True):
    """How large a model is."""

    words: int
    width: int = 96
    layers: int = 3
    heads: int = 3
    shared: int = 3
    """How many heads have keys of their own."""
    head: int = 32
    inner: int = 256
    places: int = 512
    """The words of the longest text."""
    theta: float = 10_000.0
    epsilon: float = 1e-6

    def parts(self) -> dict[str, tuple[int, ...]]:
        """Return the size of each part of one layer, by its name."""
        asked, kept = self.heads * self.head, self.shared * self.head
        return {
            "input_layernorm": (self.width,),
            "self_attn.q_proj": (asked, self.width),
            "self_attn.k_proj": (kept, self.width),
            "self_attn.v_proj": (kept, self.width),
            "self_attn.o_proj": (self.width, asked),
            "self_attn.q_norm": (self.head,),
            "self_attn.k_norm": (self.head,),
            "post_attention_layernorm": (self.width,),
            "mlp.gate_proj": (self.inner, self.width),
            "mlp.up_proj": (self.inner, self.width),
            "mlp.down_proj": (self.width, self.inner),
        }

    def parameters(self) -> dict[str, tuple[int, ...]]:
        """Return the size of each parameter, by the name that transformers has for it."""
        layers = {
            f"model.layers.{layer}.{name}.weight": size
            for layer in range(self.layers)
            for name, size in self.parts().items()
        }
        return {_EMBEDDED: (self.words, self.width), "model.norm.weight": (self.width,), **layers}

    def config(self) -> dict[str, Any]:
        """Return what `config.json` says of it."""
        return {
            "architectures": ["Qwen3ForCausalLM"],
            "model_type": "qwen3",
            "vocab_size": self.words,
            "hidden_size": self.width,
            "num_hidden_layers": self.layers,
            "num_attention_heads": self.heads,
            "num_key_value_heads": self.shared,
            "head_dim": self.head,
            "intermediate_size": self.inner,
            "max_position_embeddings": self.places,
            "rope_theta": self.theta,
            "rms_norm_eps": self.epsilon,
            "hidden_act": "silu",
            "attention_bias": False,
            "tie_word_embeddings": True,
            "bos_token_id": None,
            "pad_token_id": 0,
            "eos_token_id": 1,
            "dtype": "float32",
        }


class Manifest(msgspec.Struct, frozen=True):
    """What a directory says of itself besides: how it was told observations, and of what game."""

    encoding: str
    game: str
    rules: str
    """The version of the game that it was trained on."""
    shape: Shape
    made: dict[str, Any] = {}
    """The experiment that it comes of."""


def tokenizer(encoding: Encoding) -> dict[str, Any]:
    """Return `tokenizer.json` for *encoding*: whole words, by the spaces between them."""
    special = [
        {
            "id": number,
            "content": word,
            "single_word": False,
            "lstrip": False,
            "rstrip": False,
            "normalized": False,
            "special": True,
        }
        for number, word in enumerate((PAD, END))
    ]
    return {
        "version": "1.0",
        "truncation": None,
        "padding": None,
        "added_tokens": special,
        "normalizer": None,
        "pre_tokenizer": {"type": "WhitespaceSplit"},
        "post_processor": None,
        "decoder": None,
        "model": {"type": "WordLevel", "vocab": encoding.numbers(), "unk_token": PAD},
    }


def manifest_of(folder: Path) -> Manifest:
    """Return what the directory *folder* says of itself."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except OSError:
        message = f"{folder} has no {MANIFEST}; give the directory of a policy trained here"
        raise BadInput(message) from None
    except msgspec.DecodeError as error:
        message = f"{folder / MANIFEST} cannot be read ({error}); give the directory of a policy"
        raise BadInput(message) from None


def tensors(file: Path) -> dict[str, tuple[str, tuple[int, ...], bytes]]:
    """Return the kind, the size and the bytes of each tensor in a safetensors *file*."""
    try:
        held = file.read_bytes()
        length = int.from_bytes(held[:8], "little")
        told: dict[str, Any] = msgspec.json.decode(held[8 : 8 + length])
        found = {
            name: (about["dtype"], tuple(about["shape"]), _cut(held, 8 + length, about))
            for name, about in told.items()
            if name != "__metadata__"
        }
    except (
        OSError,
        ValueError,
        LookupError,
        AttributeError,
        TypeError,
        msgspec.MsgspecError,
    ) as error:
        message = f"{file} is no whole safetensors file ({error}); train or copy it again"
        raise BadInput(message) from None
    return found


def _cut(held: bytes, start: int, about: Mapping[str, Any]) -> bytes:
    first, last = about["data_offsets"]
    if start + last > len(held):
        message = "it ends too early"
        raise ValueError(message)
    return held[start + first : start + last]


def _numpy() -> Any:  # noqa: ANN401  # of an optional package
    try:
        return import_module("numpy")
    except ImportError:
        message = "learned policies need another package; install 'watchfloor[learned]'"
        raise BadInput(message) from None


_KINDS = {"F16": "<f2", "F32": "<f4"}


class Network:
    """One model in memory, in single precision."""

    def __init__(self, shape: Shape, weights: Mapping[str, Any]) -> None:
        """Hold the model of *shape* with *weights*, arrays by the names of its parameters."""
        self._numpy = _numpy()
        self.shape, self._weights = shape, weights
        steps = self._numpy.arange(0, shape.head, 2, dtype="f4") / shape.head
        angles = self._numpy.arange(shape.places, dtype="f4")[:, None] / shape.theta**steps
        angles = self._numpy.concatenate((angles, angles), 1).astype("f4")
        self._cos, self._sin = self._numpy.cos(angles), self._numpy.sin(angles)

    def first(self, text: Sequence[int]) -> "Reading":
        """Return the reading of *text*."""
        return Reading(self, text)

    def _norm(self, flow: Any, weight: Any) -> Any:  # noqa: ANN401  # arrays
        mean = (flow * flow).mean(-1, keepdims=True)
        return flow / self._numpy.sqrt(mean + self.shape.epsilon) * weight

    def _turn(self, flow: Any, begin: int) -> Any:  # noqa: ANN401  # arrays
        half, end = self.shape.head // 2, begin + flow.shape[1]
        other = self._numpy.concatenate((-flow[..., half:], flow[..., :half]), -1)
        return flow * self._cos[begin:end] + other * self._sin[begin:end]

    def read(self, text: Sequence[int], memory: list[tuple[Any, Any]]) -> Any:  # noqa: ANN401
        """Return the scores of what follows *text*, and add to *memory* what is kept of it."""
        begin = memory[0][0].shape[1] if memory else 0
        if begin + len(text) > self.shape.places:
            message = f"the text has {begin + len(text)} words, the model holds {self.shape.places}"
            raise BadInput(message)
        flow = self._weights[_EMBEDDED][list(text)]
        for layer in range(self.shape.layers):
            flow = self._layer(layer, flow, begin, memory)
        last = self._norm(flow[-1], self._weights["model.norm.weight"])
        return self._weights[_EMBEDDED] @ last

    def _layer(self, layer: int, flow: Any, begin: int, memory: list[tuple[Any, Any]]) -> Any:  # noqa: ANN401
        own = {
            name: self._weights[f"model.layers.{layer}.{name}.weight"]
            for name in self.shape.parts()
        }
        told = self._norm(flow, own["input_layernorm"])
        query = self._turn(self._headed(told, own, "q"), begin)
        key = self._turn(self._headed(told, own, "k"), begin)
        value = self._split(told @ own["self_attn.v_proj"].T)
        if begin:
            past = memory[layer]
            key = self._numpy.concatenate((past[0], key), 1)
            value = self._numpy.concatenate((past[1], value), 1)
            memory[layer] = (key, value)
        else:
            memory.append((key, value))
        flow = flow + self._mixed(query, key, value) @ own["self_attn.o_proj"].T
        told = self._norm(flow, own["post_attention_layernorm"])
        gate = told @ own["mlp.gate_proj"].T
        opened = gate / (1 + self._numpy.exp(-gate)) * (told @ own["mlp.up_proj"].T)
        return flow + opened @ own["mlp.down_proj"].T

    def _headed(self, told: Any, own: Mapping[str, Any], which: str) -> Any:  # noqa: ANN401
        split = self._split(told @ own[f"self_attn.{which}_proj"].T)
        return self._norm(split, own[f"self_attn.{which}_norm"])

    def _split(self, flow: Any) -> Any:  # noqa: ANN401  # arrays
        return flow.reshape(flow.shape[0], -1, self.shape.head).transpose(1, 0, 2)

    def _mixed(self, query: Any, key: Any, value: Any) -> Any:  # noqa: ANN401  # arrays
        shared = query.shape[0] // key.shape[0]
        key, value = self._numpy.repeat(key, shared, 0), self._numpy.repeat(value, shared, 0)
        weight = query @ key.transpose(0, 2, 1) / self.shape.head**0.5
        asked, known = weight.shape[1:]
        if asked > 1:
            weight += self._numpy.triu(
                self._numpy.full((asked, known), -1e9, "f4"), known - asked + 1
            )
        weight = self._numpy.exp(weight - weight.max(-1, keepdims=True))
        weight /= weight.sum(-1, keepdims=True)
        return (weight @ value).transpose(1, 0, 2).reshape(asked, -1)


class Reading:
    """A text as far as it has been read, which can be read on."""

    def __init__(self, network: Network, text: Sequence[int]) -> None:
        """Let *network* read *text*."""
        self._network = network
        self._memory: list[tuple[Any, Any]] = []
        self.scores: Any = network.read(text, self._memory)
        """Of each word, to come next."""

    def on(self, word: int) -> None:
        """Read *word* too."""
        self.scores = self._network.read([word], self._memory)

    def best(self, allowed: Iterable[int]) -> int:
        """Return the word of those *allowed* that is likeliest to come next."""
        return max(allowed, key=lambda word: float(self.scores[word]))


@lru_cache(maxsize=8)
def opened(folder: Path) -> tuple[Manifest, Network]:
    """Return the policy in *folder*: what it says of itself, and its model."""
    numpy = _numpy()
    manifest = manifest_of(folder)
    found = tensors(folder / WEIGHTS)
    sizes = manifest.shape.parameters()
    if {name: size for name, (_, size, _) in found.items()} != sizes:
        message = f"{folder / WEIGHTS} has other parameters than {MANIFEST} says; train it again"
        raise BadInput(message)
    weights = {
        name: numpy.frombuffer(held, _KINDS[kind]).reshape(size).astype("f4")
        for name, (kind, size, held) in found.items()
    }
    return manifest, Network(manifest.shape, weights)
