"""Who may import what.

The contracts in `pyproject.toml` say which room may import which. This file adds what a contract
cannot say: the core imports from a short list, nothing is imported where it is not seen, and every
package from outside has one room.
"""

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator

from architecture.source import CORE, CORE_FILES, PACKAGE_FILES, ROOT, File, games, inside_functions

STANDARD = frozenset(
    {
        "collections",  # abstract types for annotations
        "dataclasses",  # frozen records that hold functions
        "decimal",  # weights as they are written, without rounding
        "difflib",  # the nearest name in an error
        "operator",  # columns by their names
        "functools",  # caches of pure functions
        "itertools",  # every two of some things
        "hashlib",  # draws, digests and the chain of a trajectory
        "json",  # replies, read with every oddity refused
        "math",  # whether a number is finite
        "re",  # the fenced block of a reply
        "struct",  # the words of a digest
        "tomllib",  # recipes; parses a text, opens nothing
        "types",  # a read-only mapping
        "typing",
    }
)
"""The standard modules that cannot see a clock, dice, disk or network, as far as they are needed.

One more needs a reason here. Only what a function is given may decide what it returns.
"""

CATALOGUE_ONLY = {"importlib", "pkgutil"}
"""They read folders, which is the whole job of `catalog.py` and nobody else's."""

ROOMS = {
    "datasets": ("training/",),
    "fastapi": ("server/",),
    "gradio": ("server/",),
    "gymnasium": ("adapters/gymnasium.py", "adapters/pettingzoo.py"),
    "h11": ("server/punctual.py",),
    "httpx": ("adapters/verifiers.py", "agents/backends/", "server/"),
    "inspect_ai": ("adapters/inspect.py",),
    "matplotlib": ("evaluation/figures.py",),
    "mcp": ("server/mcp.py",),
    "msgspec": ("",),
    "numpy": ("training/",),
    "openai": ("agents/backends/",),
    "openenv": ("server/openenv",),
    "peft": ("agents/backends/", "training/"),
    "pettingzoo": ("adapters/pettingzoo.py",),
    "pydantic": ("adapters/verifiers.py", "server/"),
    "rich": ("cli/",),
    "starlette": ("server/",),
    "torch": ("agents/backends/", "training/"),
    "transformers": ("agents/backends/", "training/"),
    "trl": ("training/",),
    "unsloth": ("training/",),
    "uvicorn": ("server/",),
    "verifiers": ("adapters/verifiers.py",),
    "vllm": ("agents/backends/",),
    "websockets": ("server/attentive.py", "server/openenv_checks.py"),
    "yaml": ("evaluation/declared.py", "evaluation/drafts.py", "server/openenv_packaging.py"),
}
"""Where each package from outside may be imported; `numpy` also in a file called a kernel."""

BY_NAME = {
    "src/watchfloor/agents/small_model.py",
    "src/watchfloor/training/door.py",
    "src/watchfloor/training/tensors.py",
    "src/watchfloor/agents/backends/hf.py",
    "src/watchfloor/agents/games.py",
    "src/watchfloor/audit/extra.py",
    "src/watchfloor/catalog.py",
    "src/watchfloor/cli/__init__.py",
    "src/watchfloor/server/door.py",
    "src/watchfloor/training/libraries.py",
}
"""Where a module may be imported by a name that is not written in the source."""

OWN = {"watchfloor", *games()}

LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"


def _imported(file: File) -> Iterator[tuple[ast.stmt, str]]:
    """Return every import statement of *file* with each module that it names."""
    for node in ast.walk(file.tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node, "." * node.level + (node.module or "")


def _top(module: str) -> str:
    return module.partition(".")[0]


def _is_kernel(file: File) -> bool:
    return "kernel" in file.room[-1].split("_")


def _is_allowed_in_core(file: File, top: str) -> bool:
    if top in CATALOGUE_ONLY:
        return file.room == ("catalog",)
    return top in STANDARD | OWN | {"msgspec"} or (top == "numpy" and _is_kernel(file))


def _is_at_home(file: File, top: str) -> bool:
    place = "/".join(file.room) + ".py"
    homes = ROOMS.get(top, ())
    return place.startswith(homes or ("nowhere",)) or (top == "numpy" and _is_kernel(file))


def test_the_core_imports_from_a_short_list() -> None:
    """The core uses listed standard modules, msgspec and itself, whatever the import looks like."""
    strangers = [
        file.at(node, f"imports {module}")
        for file in CORE_FILES
        for node, module in _imported(file)
        if not _is_allowed_in_core(file, _top(module))
    ]

    assert strangers == []


def test_the_short_list_holds_nothing_unused() -> None:
    """A standard module that the core no longer needs is struck off the list."""
    used = {_top(module) for file in CORE_FILES for _, module in _imported(file)}

    assert sorted(STANDARD - used) == []


def test_every_outside_package_has_one_room() -> None:
    """A package from outside the standard library is imported in its room and nowhere else."""
    astray = [
        file.at(node, f"imports {module}, whose room is {ROOMS.get(_top(module), 'not settled')}")
        for file in PACKAGE_FILES
        for node, module in _imported(file)
        if _top(module) not in sys.stdlib_module_names | OWN and not _is_at_home(file, _top(module))
    ]

    assert astray == []


def test_no_import_of_our_own_is_hidden() -> None:
    """Our own modules are imported at the top of a file, where the contracts and readers see it."""
    hidden = [
        file.at(node, "imports our own module inside a function")
        for file in (*PACKAGE_FILES, *CORE_FILES)
        for node in inside_functions(file)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for module in _named(node)
        if _top(module) in OWN
    ]

    assert hidden == []


def _named(node: ast.Import | ast.ImportFrom) -> list[str]:
    if isinstance(node, ast.ImportFrom):
        return ["watchfloor" if node.level else node.module or ""]
    return [alias.name for alias in node.names]


def test_no_import_is_relative() -> None:
    """An import says the whole name of what it imports."""
    relative = [
        file.at(node, f"imports {module}")
        for file in (*PACKAGE_FILES, *CORE_FILES)
        for node, module in _imported(file)
        if module.startswith(".")
    ]

    assert relative == []


def test_modules_are_imported_by_name_in_few_places() -> None:
    """Only what reads extensions, games or verbs, or what is extra, imports by name."""
    found = {
        file.name
        for file in PACKAGE_FILES
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Name | ast.Attribute | ast.alias)
        if _called(node) in ("import_module", "__import__")
    }

    assert found == BY_NAME


def _called(node: ast.Name | ast.Attribute | ast.alias) -> str:
    if isinstance(node, ast.Name):
        return node.id
    return node.attr if isinstance(node, ast.Attribute) else node.name


def test_the_contract_covers_the_core() -> None:
    """The contract on purity lists the same rooms and files that these tests call the core."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    pure = next(it for it in settings["tool"]["importlinter"]["contracts"] if it["id"] == "pure")

    assert sorted(pure["source_modules"]) == [f"watchfloor.{room}" for room in CORE]


def test_the_contracts_hold() -> None:
    """The rooms keep the contracts of `pyproject.toml`, also where one import leads to another."""
    command = [sys.executable, "-c", LINT_IMPORTS, "--no-logo", "--no-cache"]
    checked = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert checked.returncode == 0, checked.stdout
