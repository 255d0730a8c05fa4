"""What an import loads, seen from a fresh interpreter.

A start that costs a second is felt at every command, and a package that a player of text games
does not need must not have to be installed.
"""

import subprocess
import sys

import pytest

from architecture.source import CORE, PACKAGE_FILES, ROOT

REPORT = """
import msgspec, sys
before = set(sys.modules)
{statement}
sys.stderr.write("\\n".join(set(sys.modules) - before))
"""
"""What `msgspec` finds of its own accord is not counted."""


def loaded(statement: str) -> set[str]:
    """Return the modules that *statement* loads in a fresh interpreter."""
    command = [sys.executable, "-c", REPORT.format(statement=statement)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.splitlines())


def _outside(modules: set[str]) -> set[str]:
    return {name.partition(".")[0] for name in modules} - sys.stdlib_module_names - {"watchfloor"}


@pytest.mark.parametrize("name", ["watchfloor", "watchfloor.play.conformance"])
def test_the_grammar_needs_msgspec_and_nothing_else(name: str) -> None:
    """Importing the package, and all that a game needs, loads no other package."""
    assert _outside(loaded(f"import {name}")) == set()


def test_no_room_of_the_core_loads_anything_heavy() -> None:
    """Every module of the core together loads no package from outside."""
    names = [
        ".".join(("watchfloor", *file.room)).removesuffix(".__init__")
        for file in PACKAGE_FILES
        if file.room[0] in CORE
    ]

    assert _outside(loaded(f"import {', '.join(names)}")) == set()


def test_the_overview_loads_no_verb_no_game_and_no_screen() -> None:
    """Asking for help is answered from the names of the files."""
    modules = loaded("import watchfloor.cli; watchfloor.cli.main(['--help'])")
    rooms = {name.split(".")[1] for name in modules if name.startswith("watchfloor.")}
    verbs = {name for name in modules if name.startswith("watchfloor.cli.verbs.")}

    assert sorted(rooms) == ["catalog", "cli", "errors", "wording"]
    assert verbs == set()
    assert _outside(modules) == set()


def test_importing_the_package_runs_nothing() -> None:
    """The package itself is a sentence: it imports nothing at all."""
    assert loaded("import watchfloor") == {"watchfloor"}
