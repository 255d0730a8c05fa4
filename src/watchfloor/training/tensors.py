"""The one door to torch, which has no place in every install and whose types are its own."""

import gc
from importlib import import_module
from typing import Any, TypeAlias

from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.training.experiment import DEVICES

torch: Any = import_module("torch")
functional: Any = import_module("torch.nn.functional")
Tensor: TypeAlias = Any
Home: TypeAlias = Any
"""Where tensors live, as torch names it: the processor or a GPU."""
PROCESSOR = "cpu"


def settle() -> None:
    """Compute on one thread, and let the collector of garbage pass over all that is there already.

    It would look through everything that torch has loaded, again and again, while a model waits.
    """
    torch.set_num_threads(1)
    gc.freeze()


def has_gpu(device: str) -> bool:
    """Return whether a GPU is there, as it has to be where *device* asks for one."""
    named("device", device, dict.fromkeys(DEVICES))
    is_there: bool = torch.cuda.is_available()
    if device == "cuda" and not is_there:
        message = "a GPU is asked for and none is there; choose --device cpu, or mend its driver"
        raise BadInput(message)
    return is_there
