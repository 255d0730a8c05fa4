"""Somebody at the terminal."""

import sys
from typing import Any

from watchfloor.agents.guest import Guest
from watchfloor.agents.typing_in import explained, typed
from watchfloor.play import observation
from watchfloor.play.action import Malformed, NoReply, Reply, parse
from watchfloor.play.game import Game
from watchfloor.play.narration import fresh
from watchfloor.play.observation import Observation, Panel
from watchfloor.play.policy import Player, Policy
from watchfloor.play.role import Role

_ASK = "type a move, `?` for how, or end with ctrl-D"


def _seat(role: Role) -> Player:
    known: dict[str, Panel] = {}

    def reply(seen: Observation) -> Reply:
        _say(observation.text(fresh(seen, known)))
        known.update((panel.source, panel) for panel in seen.panels)
        while True:
            _say(f"{role.name}: {_ASK}")
            line = sys.stdin.readline()
            if not line:
                return NoReply("the person has left")
            words = line.strip()
            if words == "?":
                _say(f"{role.brief}\n{explained(role.moves, seen.moves)}")
            elif words:
                said = typed(words, role.moves)
                move = parse(said, role.moves)
                if not isinstance(move, Malformed):
                    return said
                _say(f"that is no move: {move.reason}")

    return reply


def _say(text: str) -> None:
    shown = "\n".join(
        line if line.isprintable() else ascii(line)[1:-1] for line in text.split("\n")
    )
    sys.stderr.write(f"{shown}\n")
    sys.stderr.flush()


def _at(game: Game[Any]) -> Policy:
    return Policy(
        name="person",
        summary="Somebody at the terminal.",
        seat=lambda role, _seed: _seat(game.roles[role]),
    )


GUEST = Guest(name="person", summary="Somebody at the terminal.", policy=_at)
