"""Opens training for those who want it: its packages take seconds to load, and are an extra."""

from importlib import import_module
from typing import Any

from watchfloor.errors import BadInput

HOW = "install the extra: pip install 'watchfloor[train]'"


def opened(room: str) -> Any:  # noqa: ANN401  # a module that is loaded here and nowhere else
    """Return the module of training called *room*."""
    try:
        return import_module(f"watchfloor.training.{room}")
    except ImportError as error:
        message = f"training needs the package {error.name!r}, which is not installed; {HOW}"
        raise BadInput(message) from None
