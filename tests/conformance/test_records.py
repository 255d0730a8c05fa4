import dataclasses
import inspect
from importlib import import_module
from pkgutil import walk_packages
from types import ModuleType

import msgspec
import pytest

import watchfloor

SHELL = ("adapters", "agents", "cli", "evaluation", "server", "training", "__main__")
"""What may remember things; everything else is a function of its arguments."""


def _modules() -> list[ModuleType]:
    found = walk_packages(watchfloor.__path__, "watchfloor.")
    return [import_module(it.name) for it in found if it.name.split(".")[1] not in SHELL]


RECORDS = {
    f"{module.__name__}.{name}": kind
    for module in _modules()
    for name, kind in vars(module).items()
    if inspect.isclass(kind) and kind.__module__ == module.__name__
    if dataclasses.is_dataclass(kind) or issubclass(kind, msgspec.Struct)
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_record_of_the_core_cannot_be_changed(name: str) -> None:
    """Every value that the core passes on is frozen, so that nobody can write to it."""
    kind: type = RECORDS[name]

    if issubclass(kind, msgspec.Struct):
        assert kind.__struct_config__.frozen
    else:
        assert vars(kind)["__dataclass_params__"].frozen
        assert "__slots__" in vars(kind)
