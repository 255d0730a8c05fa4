"""Send a seed, a scenario or a role along with a move, so that the game is another."""

import json
from collections.abc import Iterator
from typing import Any

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.play.action import Malformed, parse

_MORE: dict[str, Any] = {
    "seed": 7,
    "mode": "clean",
    "scenario": "easy",
    "stage": "stage1_basic",
    "task": "easy",
    "recipe": "classic",
    "weights": {"right": 9},
    "reward": 1,
    "score": 1.0,
    "done": True,
    "role": "oracle",
    "actor": "commander",
    "state": {},
    "truth": "dismiss",
    "turn": 1,
    "episode_id": "a",
    "metadata": {},
    "config": {},
    "__class__": "Action",
    "": 0,
}
"""What no move has, and what a careless server would read."""


def _moves(trial: Trial) -> dict[tuple[str, str], dict[str, Any]]:
    """Return a move of each kind that random play and the heuristic make, by its role and name."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for policy in ("random", "heuristic"):
        for one in records.several(trial, policy):
            for turn in one.turns:
                if turn.status != "malformed":
                    move: dict[str, Any] = json.loads(turn.reply)
                    found.setdefault((turn.role, str(move["move"])), move)
    return found


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    for (role, name), move in _moves(trial).items():
        moves = trial.game.roles[role].moves
        for key in _MORE.keys() - move.keys():
            read = parse(json.dumps({**move, key: _MORE[key]}), moves)
            tried += 1
            breaches += [f"{key!r} with {name} by {role}"] * (not isinstance(read, Malformed))
    yield never("moves with a setting beside that are read", breaches, tried)


THREAT = Threat(
    name="d05_settings_in_a_step",
    summary="A seed or a mode beside a move is taken for an order to begin another game.",
    answer="A move with anything beside what it has is malformed, and nothing of it is read.",
    games=(),
    probe=_probe,
)
