"""A small Qwen3 in plain torch: the same parameters under the same names as in transformers.

So a checkpoint is an ordinary directory, which transformers, TRL and vLLM load, and this file is
only a shorter way through it: no trainer, no masks but those that the rows need.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from watchfloor.agents.small_model import Shape
from watchfloor.seeds import Seed
from watchfloor.training.tensors import PROCESSOR, Home, Tensor, functional, torch

Weights = dict[str, Tensor]


def fresh(shape: Shape, seed: Seed) -> Weights:
    """Return the weights that training of a model of *shape* begins with.

    They spread so that what goes through a matrix is about as large after as before, however
    narrow the model is. They are drawn on the processor, so that they are the same everywhere.
    """
    draw = torch.Generator().manual_seed(seed.word(0) >> 1)
    found: Weights = {}
    for name, size in shape.parameters().items():
        if name.endswith("norm.weight"):
            found[name] = torch.ones(size)
        else:
            found[name] = torch.randn(size, generator=draw) * size[1] ** -0.5
    return {name: weight.requires_grad_() for name, weight in found.items()}


def home_of(weights: Weights) -> Home:
    """Return where *weights* live, and all that meets them has to."""
    return weights["model.embed_tokens.weight"].device


def moved(weights: Weights, home: Home) -> Weights:
    """Return *weights* to be learned at *home*."""
    return {name: weight.detach().to(home).requires_grad_() for name, weight in weights.items()}


class Rows(NamedTuple):
    """Tokens side by side: where each stands in its text, and which it may look back on."""

    tokens: Tensor
    places: Tensor
    sees: Tensor | None
    """Of each token, which others it may look at; those before it, if nothing is said."""


Memory = list[tuple[Tensor, Tensor]]
"""The keys and values of each layer, of what has been read so far."""


def read(
    weights: Weights, shape: Shape, rows: Rows, before: Memory | None = None
) -> tuple[Tensor, Memory]:
    """Return what the model makes of each token of *rows*, which come *before* nothing or more."""
    flow = functional.embedding(rows.tokens, weights["model.embed_tokens.weight"])
    turned = _turns(rows.places, shape)
    memory: Memory = []
    for layer in range(shape.layers):
        own = {name: weights[f"model.layers.{layer}.{name}.weight"] for name in shape.parts()}
        past = before[layer] if before is not None else None
        flow, kept = _layer(own, shape, flow, (turned, rows.sees, past))
        memory.append(kept)
    return _norm(flow, weights["model.norm.weight"], shape.epsilon), memory


def scores(weights: Weights, flow: Tensor) -> Tensor:
    """Return the score of each word to come next."""
    return flow @ weights["model.embed_tokens.weight"].T


def _layer(
    own: Weights, shape: Shape, flow: Tensor, around: tuple[Any, Tensor | None, Any]
) -> tuple[Tensor, tuple[Tensor, Tensor]]:
    turned, sees, past = around
    told = _norm(flow, own["input_layernorm"], shape.epsilon)
    heads = (shape.head, shape.epsilon)
    query = _turn(
        _norm(
            _split(told @ own["self_attn.q_proj"].T, shape.head), own["self_attn.q_norm"], heads[1]
        ),
        turned,
    )
    key = _turn(
        _norm(
            _split(told @ own["self_attn.k_proj"].T, shape.head), own["self_attn.k_norm"], heads[1]
        ),
        turned,
    )
    value = _split(told @ own["self_attn.v_proj"].T, shape.head)
    if past is not None:
        key, value = torch.cat((past[0], key), 2), torch.cat((past[1], value), 2)
    shared = query.shape[1] // key.shape[1]
    mixed = functional.scaled_dot_product_attention(
        query,
        key.repeat_interleave(shared, 1),
        value.repeat_interleave(shared, 1),
        attn_mask=sees,
        is_causal=sees is None and past is None,
    )
    flow = flow + mixed.transpose(1, 2).flatten(2) @ own["self_attn.o_proj"].T
    told = _norm(flow, own["post_attention_layernorm"], shape.epsilon)
    opened = functional.silu(told @ own["mlp.gate_proj"].T) * (told @ own["mlp.up_proj"].T)
    return flow + opened @ own["mlp.down_proj"].T, (key, value)


def _split(flow: Tensor, head: int) -> Tensor:
    return flow.unflatten(2, (-1, head)).transpose(1, 2)


def _norm(flow: Tensor, weight: Tensor, epsilon: float) -> Tensor:
    return functional.rms_norm(flow, (flow.shape[-1],), weight, epsilon)


def _turns(places: Tensor, shape: Shape) -> tuple[Tensor, Tensor]:
    steps = torch.arange(0, shape.head, 2, dtype=torch.float32, device=places.device) / shape.head
    angles = places[:, None, :, None].float() / shape.theta**steps
    angles = torch.cat((angles, angles), -1)
    return angles.cos(), angles.sin()


def _turn(flow: Tensor, turned: tuple[Tensor, Tensor]) -> Tensor:
    half = flow.shape[-1] // 2
    other = torch.cat((-flow[..., half:], flow[..., :half]), -1)
    return flow * turned[0] + other * turned[1]


def rows_of(texts: Sequence[Sequence[int]], home: Home = PROCESSOR, pad: int = 0) -> Rows:
    """Return *texts* side by side at *home*, filled up at their ends.

    Nothing looks back on the *pad* that they are filled up with.
    """
    longest = max(map(len, texts))
    filled = [[*text, *[pad] * (longest - len(text))] for text in texts]
    tokens = torch.tensor(filled, device=home)
    places = torch.arange(longest, device=home).expand(len(texts), -1)
    return Rows(tokens, places, None)
