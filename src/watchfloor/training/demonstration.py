"""What a model is shown: the reply of whoever knows the truth, in tokens."""

from typing import NamedTuple

from watchfloor.errors import BadInput
from watchfloor.play.policy import Insider
from watchfloor.play.trajectory import Trajectory
from watchfloor.seeds import Seed
from watchfloor.training.conversations import World
from watchfloor.training.rollouts import Tongue


class Demonstration(NamedTuple):
    """What is to be said, and what a teacher remarks on the way."""

    prompt: tuple[int, ...]
    completion: tuple[int, ...]
    remarks: tuple[tuple[int, int], ...] = ()
    """Places of the prompt, each with the word that follows from it."""


def demonstrated(world: World, tongue: Tongue, draws: Seed) -> Demonstration:
    """Return what whoever knows the truth does first in *world*."""
    seen = world.after(())
    oracle = world.game.policies["oracle"]
    if isinstance(seen, Trajectory) or not isinstance(oracle, Insider):
        message = f"{world.game.name} cannot be demonstrated as {world.role}; choose another role"
        raise BadInput(message)
    told = tongue.told(seen, draws)
    reply = oracle.seat(world.role, draws)(seen, world.first)
    words = [tongue.encoding.vocabulary[token] for token in told.tokens]
    remarks = [(place, tongue.numbers[it]) for place, it in tongue.encoding.remarks(words)]
    return Demonstration(tuple(told.tokens), tongue.spelled(reply, told.aliases), tuple(remarks))
