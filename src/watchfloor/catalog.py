"""A folder of extension files as a sorted, read-only mapping.

Every file of the folder binds one constant, and the file's name is the thing's name, so that to
add a thing is to add a file. A file that breaks the contract stops the program instead of going
missing.
"""

from collections.abc import Iterator, Mapping
from importlib import import_module
from pkgutil import iter_modules
from types import MappingProxyType
from typing import Protocol, TypeVar

from watchfloor.errors import BadExtension, UnknownName


class Named(Protocol):
    """Anything that carries its own name."""

    @property
    def name(self) -> str:
        """The key in TOML, in JSON and on the command line."""
        ...


N = TypeVar("N", bound=Named)
T = TypeVar("T")


def names(package: str) -> tuple[str, ...]:
    """Return the names of the files in the folder of *package*, sorted, without importing them."""
    folder = import_module(package).__path__
    return tuple(sorted(found.name for found in iter_modules(folder)))


def load(package: str, constant: str, kind: type[N]) -> Mapping[str, N]:
    """Return what each file in *package* binds to *constant*, a *kind*, by name."""
    return MappingProxyType(dict(_bound(package, constant, kind)))


def named(kind: str, name: str, known: Mapping[str, T]) -> T:
    """Return the *kind* of thing that is *known* as *name*, or say which name is nearest."""
    if name not in known:
        raise UnknownName(kind, name, known)
    return known[name]


def _bound(package: str, constant: str, kind: type[N]) -> Iterator[tuple[str, N]]:
    for name in names(package):
        place = f"{package}.{name}"
        value: object = getattr(import_module(place), constant, None)
        if not isinstance(value, kind):
            found = type(value).__name__
            message = f"{place} must bind {constant} to a {kind.__name__}, but it is {found}"
            raise BadExtension(message)
        if value.name != name:
            message = (
                f"{place} binds {constant} named {value.name!r}; "
                "rename the file or the thing so that the two agree"
            )
            raise BadExtension(message)
        yield name, value
