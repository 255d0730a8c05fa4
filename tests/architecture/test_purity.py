"""The core is a function of its arguments.

What the import rules leave open is held here: builtins that see the machine, the order of sets,
and state that outlives a call.
"""

import ast
from collections.abc import Iterator

import pytest

from architecture.order import leaks
from architecture.source import CORE_FILES, File, Node

IMPURE = {
    "__import__": "imports by name",
    "breakpoint": "stops the program",
    "compile": "makes code out of text",
    "eval": "runs text",
    "exec": "runs text",
    "globals": "changes names by text",
    "hash": "differs from process to process",
    "id": "differs from process to process",
    "input": "waits for a person",
    "open": "reaches the disk",
    "print": "reaches the terminal",
    "vars": "changes attributes by text",
}
"""Builtins that the core may not even name."""

CHANGES = frozenset(
    {"add", "append", "clear", "discard", "extend", "insert", "pop", "popitem", "remove"}
    | {"reverse", "setdefault", "sort", "update"}
)
"""Methods that leave their owner changed."""

ORDER_LEAKS = [
    "for item in {1, 2}: pass",
    "for item in set(things): pass",
    "for item in frozenset(things) - known: pass",
    "for item in table.keys() & other: pass",
    "found = [item for item in {*things}]",
    "found = {item: 1 for item in set(things)}",
    "found = tuple({item.name for item in things})",
    "found = ','.join(set(things))",
    "found = list(item for item in set(things))",
    "found = [*set(things)]",
    "call(*set(things))",
    "first, second = {1, 2}",
    "first = set(things).pop()",
    "first = next(iter(set(things)))",
    "seen = set()\nfor item in seen: pass",
    "def f(seen: set[str]) -> list[str]:\n    return [item for item in seen]",
    "def f(things):\n    seen = {*things}\n    more = seen | {1}\n    yield from more",
    "SEEN = frozenset({1, 2})\ndef f():\n    return [item for item in SEEN]",
    "found = dict.fromkeys({1, 2})",
]

ORDER_FREE = [
    "for item in sorted({1, 2}): pass",
    "found = sorted(item.name for item in set(things))",
    "found = max(len(item) for item in {*things})",
    "found = {item.name for item in set(things)}",
    "found = len({item for item in things})",
    "found = any(item in {1, 2} for item in things)",
    "seen = set()\nfor item in things: seen.add(item)",
    "def f(x):\n    seen = {*x}\n    return sorted(seen)\ndef g(seen):\n    return [*seen]",
    "for item in table | other: pass",
    "for name, item in table.items(): pass",
]


def _outside_names(file: File) -> set[str]:
    """Return the names that *file* binds outside every function and class."""
    return {
        target.id
        for node in file.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name)
    }


def _is_mutable(value: ast.expr | None) -> bool:
    if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
        return value.func.id in ("bytearray", "defaultdict", "deque", "dict", "list", "set")
    literals = ast.List | ast.Dict | ast.Set | ast.ListComp | ast.DictComp | ast.SetComp
    return isinstance(value, literals)


def _changes(file: File) -> Iterator[tuple[Node, str]]:
    """Return each place of *file* inside a function that changes what was bound outside."""
    outside = _outside_names(file)
    for function in file.functions():
        for node in ast.walk(function):
            match node:
                case ast.Subscript(ast.Name(name), ctx=ast.Store() | ast.Del()):
                    if name in outside:
                        yield node, name
                case ast.Call(ast.Attribute(ast.Name(name), method)):
                    if name in outside and method in CHANGES:
                        yield node, name
                case _:
                    pass


def _given(file: File) -> set[tuple[str, int]]:
    """Return the names that functions of *file* are given, with each line on which they mean that.

    A column may be called `id`; whoever is given it does not see the builtin.
    """
    return {
        (argument.arg, line)
        for function in file.functions()
        for argument in ast.walk(function.args)
        if isinstance(argument, ast.arg)
        for line in range(function.lineno, (function.end_lineno or 0) + 1)
    }


def test_the_core_names_no_impure_builtin() -> None:
    """The core neither calls nor passes on a builtin that sees the process or the machine."""
    named = [
        file.at(node, f"names {node.id}, which {IMPURE[node.id]}")
        for file in CORE_FILES
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in IMPURE
        if (node.id, node.lineno) not in _given(file)
    ]

    assert named == []


def test_the_core_never_walks_a_set() -> None:
    """No result of the core depends on the order of a set."""
    found = [file.at(node, how) for file in CORE_FILES for node, how in leaks(file.tree)]

    assert found == []


@pytest.mark.parametrize("source", ORDER_LEAKS)
def test_the_order_of_a_set_is_seen_to_leak(source: str) -> None:
    """The law on sets sees every way to walk one."""
    found = list(leaks(ast.parse(source)))

    assert found != []


@pytest.mark.parametrize("source", ORDER_FREE)
def test_a_set_without_its_order_is_no_leak(source: str) -> None:
    """The law on sets lets pass whatever gives one answer for every order."""
    found = list(leaks(ast.parse(source)))

    assert found == []


def test_the_core_binds_no_variable_outside_functions() -> None:
    """A list, a dictionary or a set bound outside a function is a constant, named like one."""
    found = [
        file.at(node, f"binds {target.id} to something that changes; write it in capitals")
        for file in CORE_FILES
        for node in file.tree.body
        if isinstance(node, ast.Assign | ast.AnnAssign) and _is_mutable(node.value)
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if isinstance(target, ast.Name) and target.id != target.id.upper()
    ]

    assert found == []


def test_the_core_changes_nothing_bound_outside_functions() -> None:
    """A call leaves nothing behind in the module that it ran in."""
    found = [
        file.at(node, f"changes {name}, which outlives the call")
        for file in CORE_FILES
        for node, name in _changes(file)
    ]

    assert found == []


def test_the_core_has_no_global_statement() -> None:
    """No function of the core rebinds a name of its module."""
    found = [
        file.at(node, f"rebinds {', '.join(node.names)}")
        for file in CORE_FILES
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Global)
    ]

    assert found == []
