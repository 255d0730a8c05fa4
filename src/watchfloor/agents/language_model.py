"""A model in a seat: told what the seat sees, and taken at its word."""

from collections.abc import Sequence
from typing import Any, NamedTuple

import msgspec

from watchfloor.agents import prompt, unwrapping
from watchfloor.agents.backend import Completion, Model, Usage, draw_for, total
from watchfloor.agents.prompt import Exchange, Limits
from watchfloor.codec import digest
from watchfloor.play.action import NoReply, Reply
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player, Policy


class Spent(msgspec.Struct, frozen=True):
    """What one turn of a model took, and what came of it."""

    policy: str
    role: str
    turn: int
    prompt: str
    """The digest of the words for the seat."""
    asked: str
    """The digest of all messages that were sent."""
    completion: Completion

    @property
    def usage(self) -> Usage:
        """What it took."""
        return self.completion.usage


def by_role(spent: Sequence[Spent]) -> dict[str, Usage]:
    """Return what was *spent* in each seat, in the order in which they spoke first."""
    roles = dict.fromkeys(one.role for one in spent)
    return {role: total(one.usage for one in spent if one.role == role) for role in roles}


class Seating(NamedTuple):
    """How a model sits down: which it is, how much it is told, and where its costs are noted."""

    name: str
    model: Model
    limits: Limits
    repeat: int
    ledger: list[Spent]


def policy(game: Game[Any], seating: Seating) -> Policy:
    """Return the model of *seating* as a policy of *game*."""
    return Policy(
        name=seating.name,
        summary=f"The language model {seating.name}.",
        seat=lambda role, _draws: _seat(game, role, seating),
    )


def _seat(game: Game[Any], role: str, seating: Seating) -> Player:
    is_terse = seating.limits.is_terse
    text = prompt.words(game, role, is_terse=is_terse)
    version = prompt.version(game, role, is_terse=is_terse)
    told: list[Exchange] = []

    def reply(seen: Observation) -> Reply:
        asked = prompt.messages(text, seen, told, seating.limits)
        found = seating.model.complete(asked, draw_for(asked, seating.repeat))
        noted = Spent(seating.name, role, seen.turn, version, digest(asked), found)
        seating.ledger.append(noted)
        if found.failure:
            return NoReply(found.failure)
        said = unwrapping.reply(found.content, found.calls)
        told.append(Exchange(seen, said))
        return said

    return reply
