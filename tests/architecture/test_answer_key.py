"""The truth of an incident is read by verifiers.

`answer_key` is the one field whose leak would spoil every number, so its name may be read in two
places only: anywhere in a game's `verifier.py`, and in the function `secrets` of its `view.py`,
which hands conformance the words that no observation may hold. A scenario need not read it: it
passes the key to `incident.assemble` by position, and `world/incident.py` stores it unread. A
policy that knows the truth asks the verifier.

Reading is an attribute, a keyword of a pattern, or the name as a text, with which `getattr` or a
dictionary could reach the field.
"""

import ast
from collections.abc import Iterator

import pytest

from architecture.source import EXAMPLE_FILES, PACKAGE_FILES, File, games

KEY = "answer_key"


def reads(tree: ast.AST) -> Iterator[ast.expr | ast.pattern]:
    """Return each place of *tree* that reads the answer key."""
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="answer_key", ctx=ast.Load()):
                yield node
            case ast.Constant("answer_key"):
                yield node
            case ast.MatchClass(kwd_attrs=[*names]) if KEY in names:
                yield node
            case _:
                pass


def _may_read(file: File, node: ast.expr | ast.pattern) -> bool:
    game, *rest = file.room
    if game not in games():
        return False
    if rest == ["verifier"]:
        return True
    secrets = (it for it in file.tree.body if isinstance(it, ast.FunctionDef))
    lines = [(it.lineno, it.end_lineno or 0) for it in secrets if it.name == "secrets"]
    return rest == ["view"] and any(first <= node.lineno <= last for first, last in lines)


def test_only_verifiers_read_the_answer_key() -> None:
    """No player, view, transition, term or tool reads the truth of an incident."""
    found = [
        f"{file.name}:{node.lineno}"
        for file in (*PACKAGE_FILES, *EXAMPLE_FILES)
        for node in reads(file.tree)
        if not _may_read(file, node)
    ]

    assert found == []


def _assembles(tree: ast.Module) -> bool:
    """Return whether *tree* seals an answer key: whether it puts an incident together."""
    return any(
        isinstance(node, ast.Attribute | ast.alias)
        and (node.attr if isinstance(node, ast.Attribute) else node.name) == "assemble"
        for node in ast.walk(tree)
    )


def test_every_verifier_is_among_the_readers() -> None:
    """The field still has the name that this file guards, where a game seals an answer key."""
    files = [file for file in (*PACKAGE_FILES, *EXAMPLE_FILES) if file.room[0] in games()]
    readers = {
        file.room[0] for file in files if file.room[1:] == ("verifier",) and any(reads(file.tree))
    }

    assert readers == {file.room[0] for file in files if _assembles(file.tree)}


def test_no_view_reads_what_the_verifier_found() -> None:
    """Where the truth is computed instead, a view reads it in `secrets` alone."""
    found = [
        f"{file.name}:{node.lineno}"
        for file in (*PACKAGE_FILES, *EXAMPLE_FILES)
        if file.room[0] in games() and file.room[1:] in (("view",), ("brief",), ("guide",))
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Attribute) and node.attr in ("truth", "origin")
        if not _may_read(file, node)
    ]

    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "truth = incident.answer_key",
        "truth = getattr(incident, 'answer_key')",
        "truth = record['answer_key']",
        "match incident:\n    case Incident(answer_key=truth): pass",
    ],
)
def test_every_way_to_read_is_seen(source: str) -> None:
    """The law on the answer key sees an attribute, a pattern and a text."""
    found = list(reads(ast.parse(source)))

    assert found != []
