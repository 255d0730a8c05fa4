"""A process in which one module is other than its file, and what comes of it."""

import ast
import os
import resource
import sys
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import spec_from_file_location
from pathlib import Path
from types import CodeType, ModuleType
from typing import NamedTuple, TypeAlias

import pytest

from watchfloor.world.event import Event
from watchfloor.world.record import Record

JUDGE = "watchfloor.opensoc.verifier"
SOURCE = Path(__file__).parents[1] / "src"

Found: TypeAlias = tuple[str, str, tuple[tuple[str, ...], ...], tuple[str, ...]]
"""An answer, its row, its certificate spelled out, and the records that hold it."""

AGREED, NOTICED, TESTED, BROKEN, UNREAD = 10, 11, 12, 13, 14
"""How a process ends: nobody minds, a verifier, a test or the import does, or nothing was read."""
FATES = {NOTICED: "verifier", TESTED: "tests", BROKEN: "import", AGREED: "survived"}
LATE = "time-out"


class Trial(NamedTuple):
    """An incident, and what is to be found of it."""

    events: Sequence[Event]
    records: Sequence[Record]
    alert: str
    found: Found


class Bench(NamedTuple):
    """What every mutation is held against."""

    kept: frozenset[str]
    """The modules that are not loaded anew."""
    trials: Sequence[Trial]
    jobs: int
    limit: int
    """The seconds that a process may compute for."""


class Planted(NamedTuple):
    """A mutation of a file by its place, or the file as it is, with the tests that hold it."""

    file: str
    tree: ast.Module
    tests: tuple[str, ...]
    place: int = -1
    name: str = "unchanged"
    plant: Callable[[], None] = lambda: None


class Fate(NamedTuple):
    """What came of a mutation, and the seconds that it took."""

    planted: Planted
    outcome: str
    seconds: float


class _Loader(SourceFileLoader):
    """Loads a module from a tree instead of its file."""

    def __init__(self, name: str, path: str, tree: ast.Module) -> None:
        super().__init__(name, path)
        self._tree = tree
        self.is_read = False

    def get_code(self, fullname: str) -> CodeType:
        """Return the code of the tree."""
        self.is_read = True
        return compile(ast.fix_missing_locations(self._tree), fullname, "exec")


class _Finder(MetaPathFinder):
    """Finds one module before anybody else does."""

    def __init__(self, loader: _Loader) -> None:
        self.loader = loader

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """Return where to load the module from, if it is the one."""
        del path, target
        is_mine = fullname == self.loader.name
        return (
            spec_from_file_location(fullname, self.loader.path, loader=self.loader)
            if is_mine
            else None
        )


def _unload(kept: frozenset[str]) -> None:
    """Forget every module of the package but those *kept*, so that it is imported anew."""
    for name in [name for name in sys.modules if name.startswith("watchfloor.")]:
        if name not in kept:
            parent, _, child = name.rpartition(".")
            vars(sys.modules.get(parent, sys)).pop(child, None)
            del sys.modules[name]


def _judged(trials: Sequence[Trial]) -> bool:
    """Return whether the judge, as it is now, finds of every trial what is to be found."""
    verify = import_module(JUDGE).verify
    spelled = import_module("watchfloor.opensoc.proof").spelled
    for trial in trials:
        truth = verify(trial.events, trial.records, trial.alert)
        certificate = sorted({held for proof in truth.certificate for held in spelled(proof)})
        if (truth.answer, truth.row, tuple(certificate), truth.holds) != trial.found:
            return False
    return True


def _tried(planted: Planted, bench: Bench) -> int:
    """Return how this process, with the mutation *planted*, ends."""
    planted.plant()
    name = ".".join(("watchfloor", *Path(planted.file).with_suffix("").parts))
    loader = _Loader(name, str(SOURCE / "watchfloor" / planted.file), planted.tree)
    sys.meta_path.insert(0, _Finder(loader))
    _unload(bench.kept)
    try:
        import_module(JUDGE)
        is_judge = loader.is_read
        import_module(loader.name)
    except Exception:  # noqa: BLE001  # whatever a fault does, it was noticed
        return BROKEN
    try:
        if is_judge and not _judged(bench.trials):
            return NOTICED
    except Exception:  # noqa: BLE001  # the same
        return NOTICED
    quiet = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-m", "not slow"]
    return AGREED if pytest.main([*quiet, *planted.tests]) == 0 else TESTED


def _begun(planted: Planted, bench: Bench) -> int:
    """Return the number of a process that tries what is *planted*."""
    pid = os.fork()
    if pid:
        return pid
    outcome = UNREAD
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (bench.limit, bench.limit))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        outcome = _tried(planted, bench)
    finally:
        os._exit(outcome)


def fates(sown: Sequence[Planted], bench: Bench) -> Iterator[Fate]:
    """Return what comes of everything *sown*, as it comes."""
    waiting, running = list(reversed(sown)), dict[int, Planted]()
    while waiting or running:
        while waiting and len(running) < bench.jobs:
            planted = waiting.pop()
            running[_begun(planted, bench)] = planted
        pid, status, used = os.wait4(-1, 0)
        planted = running.pop(pid)
        code = os.waitstatus_to_exitcode(status)
        if code == UNREAD:
            message = f"{planted.file} was not read, so nothing was tried"
            raise SystemExit(message)
        yield Fate(planted, FATES.get(code, LATE), used.ru_utime + used.ru_stime)
