"""Packages that only some audits need, loaded when they first do."""

from functools import cache
from importlib import import_module
from typing import Any

HOW = "install the extra: pip install 'watchfloor[audit]'"


@cache
def loaded(name: str) -> Any:  # noqa: ANN401  # packages without types
    """Return the module called *name*, or nothing if it is not installed."""
    try:
        return import_module(name)
    except ImportError:
        return None
