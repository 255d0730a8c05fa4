"""Whoever faces others moves a game through the turn loop.

`play.episode` refuses a move out of turn or after the end, records what was said and prices what
was found. A room that moved or judged a state by itself could be paid for what nobody recorded.
"""

import ast

from architecture.source import PACKAGE_FILES

FACING = ("adapters", "agents", "cli", "evaluation", "server", "training")
LOOP_ONLY = ("apply", "judge")
"""What the turn loop asks of a game."""
BESIDE = ("server", "openenv_checks")
"""It follows a game that is served, to know what is secret at each turn, and pays nobody."""


def test_only_the_turn_loop_moves_a_game() -> None:
    """No room that faces others reads the function of a game that moves it or judges it."""
    found = [
        f"{file.name}:{node.lineno}"
        for file in PACKAGE_FILES
        if file.room[0] in FACING and file.room != BESIDE
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Attribute) and node.attr in LOOP_ONLY
    ]

    assert found == []
