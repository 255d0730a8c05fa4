"""The list of planted faults fits the source.

`make faults` plants them and takes minutes; that the list is whole and can be planted is seen here
at once.
"""

import tomllib

import pytest

from architecture.faults import TOOLS, Fault, changed, listed
from architecture.source import ALL_FILES, ROOT

LAWS = [file for file in ALL_FILES if file.path.parent.name == "architecture"]
FAULTS = listed()
CHECKS = [(fault, check) for fault in FAULTS for check in fault.caught_by]
NAMED = {check for _, check in CHECKS}


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.planted)
def test_a_fault_can_be_planted(fault: Fault) -> None:
    """The files that a fault touches say what it expects of them."""
    after = changed(fault, ROOT)

    assert after != {}


@pytest.mark.parametrize(("fault", "check"), CHECKS)
def test_a_check_is_there(fault: Fault, check: str) -> None:
    """The check that should catch a fault is a tool of the house or a test that exists."""
    tool, _, subject = check.partition(" ")
    path, _, name = subject.partition("::")
    function = name.partition("[")[0].rpartition(".")[2]

    assert tool in TOOLS
    if tool == "pytest":
        assert f"def {function}(" in fault.create.get(path, "") or _says(path, function)


def _says(path: str, function: str) -> bool:
    return f"def {function}(" in (ROOT / path).read_text("utf-8")


def test_every_law_is_broken_by_a_fault() -> None:
    """Each test of the architecture is there because a fault was seen to need it."""
    unbroken = [
        f"{file.name}::{function.name}"
        for file in LAWS
        for function in file.functions()
        if function.name.startswith("test_")
        and file.path.name != "test_faults.py"
        and "source" not in {argument.arg for argument in function.args.args}
        and f"pytest {file.name}::{function.name}" not in NAMED
    ]

    assert unbroken == []


def test_every_contract_is_broken_by_a_fault() -> None:
    """Each contract on imports is broken by a fault."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = {f"contract {it['id']}" for it in settings["tool"]["importlinter"]["contracts"]}

    assert sorted(contracts - NAMED) == []
