"""What is kept of a model of our own on disk: all to go on from, and what others can load."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from pickle import UnpicklingError  # an error, nothing is unpickled
from typing import Any

import msgspec

from watchfloor.agents.encoding import Encoding
from watchfloor.agents.small_model import MANIFEST, WEIGHTS, Manifest, tokenizer
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.training.keeping import put
from watchfloor.training.network import Weights, moved
from watchfloor.training.tensors import PROCESSOR, torch

CHECKPOINT = "checkpoint.pt"


def save(file: Path, state: Mapping[str, Any]) -> None:
    """Keep *state*, which holds tensors, as *file*."""
    held = BytesIO()
    torch.save(dict(state), held)
    put(file, held.getvalue())


def restored(file: Path) -> dict[str, Any]:
    """Return the state in *file*, on the processor wherever it was before."""
    try:
        found: dict[str, Any] = torch.load(file, weights_only=True, map_location=PROCESSOR)
    except OSError:
        message = f"there is no checkpoint {file}; begin the run without --resume"
        raise BadInput(message) from None
    except (RuntimeError, EOFError, ValueError, LookupError, UnpicklingError) as error:
        message = f"{file} cannot be read ({str(error)[:120]}); begin the run anew"
        raise BadInput(message) from None
    return found


def export(folder: Path, weights: Weights, manifest: Manifest, encoding: Encoding) -> None:
    """Write a policy as a directory that transformers loads, and `learned:` too."""
    own = moved(weights, PROCESSOR)
    kept = {name: weight.detach().half().contiguous() for name, weight in sorted(own.items())}
    told: dict[str, Any] = {"__metadata__": {"format": "pt"}}
    start = 0
    for name, weight in kept.items():
        end = start + 2 * weight.numel()
        told[name] = {"dtype": "F16", "shape": [*weight.shape], "data_offsets": [start, end]}
        start = end
    head = msgspec.json.encode(told)
    head += b" " * (-len(head) % 8)
    body = b"".join(weight.numpy().tobytes() for weight in kept.values())
    put(folder / WEIGHTS, len(head).to_bytes(8, "little") + head + body)
    texts = {
        "config.json": manifest.shape.config(),
        "tokenizer.json": tokenizer(encoding),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "pad_token": "<pad>",
            "eos_token": "<end>",
            "model_max_length": manifest.shape.places,
        },
        "generation_config.json": {"eos_token_id": 1, "pad_token_id": 0},
    }
    for name, content in texts.items():
        put(folder / name, msgspec.json.format(msgspec.json.encode(content), indent=1) + b"\n")
    put(folder / MANIFEST, canonical(manifest) + b"\n")
