"""An honest team: a player for each seat, who sees what its role sees and works by its habits."""

from collections.abc import Callable
from typing import TypeAlias

from watchfloor.logsentinel import commander, responder
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.scene import Scene, read
from watchfloor.play.action import Action, Reply
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player
from watchfloor.seeds import Seed

Specialist: TypeAlias = Callable[[Scene, Memory, Habits], Action]
"""What somebody who is not the commander does next."""


def seat(habits: Habits, specialist: Specialist = responder.reply) -> Callable[[str, Seed], Player]:
    """Return the seats of a team with *habits*, in which each *specialist* works alike."""

    def sit(role: str, _seed: Seed) -> Player:
        memory = Memory()
        answer = commander.reply if role == COMMANDER else specialist

        def reply(seen: Observation) -> Reply:
            return answer(read(seen), memory, habits)

        return reply

    return sit
