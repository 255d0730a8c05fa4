"""The one door to torch, which has no place in every install and whose types are its own."""

from importlib import import_module
from typing import Any, TypeAlias

torch: Any = import_module("torch")
functional: Any = import_module("torch.nn.functional")
Tensor: TypeAlias = Any
