"""An honest team: a player for each seat, who sees what its role sees and works by its habits."""

from collections.abc import Callable

from watchfloor.logsentinel import commander, responder
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.scene import read
from watchfloor.play.action import Reply
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player
from watchfloor.seeds import Seed


def seat(habits: Habits) -> Callable[[str, Seed], Player]:
    """Return the seats of a team with *habits*; it draws nothing."""

    def sit(role: str, _seed: Seed) -> Player:
        memory = Memory()
        answer = commander.reply if role == COMMANDER else responder.reply

        def reply(seen: Observation) -> Reply:
            return answer(read(seen), memory, habits)

        return reply

    return sit
