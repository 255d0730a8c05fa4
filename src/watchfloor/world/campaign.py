"""A way of attacking, step by step."""

import msgspec


class Move(msgspec.Struct, frozen=True):
    """One step: what is done, and on which of the attacker's machines."""

    activity: str
    host: int = 0


class Campaign(msgspec.Struct, frozen=True):
    """A chain of activities, each of which needs those before it."""

    name: str
    summary: str
    moves: tuple[Move, ...]
