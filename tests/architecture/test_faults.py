"""The list of planted faults fits the source.

`make faults` plants them and takes minutes; that the list is whole and can be planted is seen here
at once.
"""

import tomllib

from architecture.faults import TOOLS, changed, listed
from architecture.source import ALL_FILES, ROOT
from watchfloor.audit.threats import THREATS

LAWS = [file for file in ALL_FILES if file.path.parent.name == "architecture"]
FAULTS = listed()
HACKS = listed(ROOT / "tests/conformance/reward_faults.toml")
"""What `make hacks` plants."""
NAMED = {check for fault in FAULTS for check in fault.caught_by}


def test_every_fault_can_be_planted() -> None:
    """The files that a fault touches say what it expects of them."""
    planted = [len(changed(fault, ROOT)) for fault in (*FAULTS, *HACKS)]

    assert min(planted) >= 1


def test_every_threat_is_let_in_by_a_fault() -> None:
    """Each way to earn for nothing has a fault that opens it, and a check that names it."""
    checks = {fault.rule: fault.caught_by for fault in HACKS}

    assert {threat.id for threat in THREATS.values()} == set(checks)
    assert [rule for rule, names in checks.items() if not any(rule in name for name in names)] == []


def test_every_check_is_there() -> None:
    """What should catch a fault is a tool of the house, or a test that exists or is planted."""
    planted = {name: text for fault in FAULTS for name, text in fault.create.items()}
    lost: list[str] = []
    for check in sorted(NAMED):
        tool, _, subject = check.partition(" ")
        path, _, name = subject.partition("::")
        said = (planted.get(path) or (ROOT / path).read_text("utf-8")) if tool == "pytest" else ""
        if tool not in TOOLS or (said and f"def {name.rpartition('.')[2]}(" not in said):
            lost.append(check)

    assert lost == []


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
