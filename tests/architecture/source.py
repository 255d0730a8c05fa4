"""The source as the house law reads it: every file, found and parsed once."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "src" / "watchfloor"
EXAMPLES = ROOT / "tests" / "games"

CORE = ("catalog", "codec", "errors", "logsentinel", "opensoc", "play", "seeds", "wording", "world")
"""The rooms and files that are functions of their arguments."""

Node: TypeAlias = ast.stmt | ast.expr
Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class File:
    """One file of Python."""

    path: Path

    @property
    def name(self) -> str:
        """Where it is, seen from the root of the repository."""
        return self.path.relative_to(ROOT).as_posix()

    @property
    def room(self) -> tuple[str, ...]:
        """The folders it is in and its own stem, seen from its package."""
        home = PACKAGE if self.path.is_relative_to(PACKAGE) else EXAMPLES
        return self.path.relative_to(home).with_suffix("").parts

    @cached_property
    def text(self) -> str:
        """What it says."""
        return self.path.read_text("utf-8")

    @cached_property
    def tree(self) -> ast.Module:
        """What it says, parsed."""
        return ast.parse(self.text)

    def functions(self) -> Iterator[Function]:
        """Return every function in it, at any depth."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node

    def at(self, node: Node, finding: str) -> str:
        """Return *finding* with the place of *node*."""
        return f"{self.name}:{node.lineno}: {finding}"


def _below(folder: Path) -> list[File]:
    return [File(path) for path in sorted(folder.rglob("*.py"))]


PACKAGE_FILES: Sequence[File] = _below(PACKAGE)
EXAMPLE_FILES: Sequence[File] = [file for file in _below(EXAMPLES) if len(file.room) > 1]
"""The games that the tests bring; they keep the law of the core."""
CORE_FILES: Sequence[File] = [
    *(file for file in PACKAGE_FILES if file.room[0] in CORE),
    *EXAMPLE_FILES,
]
ALL_FILES: Sequence[File] = [
    *PACKAGE_FILES,
    *_below(ROOT / "tests"),
    *_below(ROOT / "benchmarks"),
]


def games() -> dict[str, Path]:
    """Return the folder of every game that has a `game.py`, shipped or an example, by name."""
    found = sorted([*PACKAGE.glob("*/game.py"), *EXAMPLES.glob("*/game.py")])
    return {path.parent.name: path.parent for path in found if path.parent != PACKAGE / "play"}


def inside_functions(file: File) -> Iterator[ast.stmt]:
    """Return every statement of *file* that stands inside a function."""
    for function in file.functions():
        for node in ast.walk(function):
            if isinstance(node, ast.stmt) and node is not function:
                yield node
