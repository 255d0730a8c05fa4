"""The seven numbers in which one honest team differs from another."""

import msgspec


class Habits(msgspec.Struct, frozen=True):
    """How a team works; supports are in millionths, times in ticks."""

    propose_at: int = 750_000
    """The support at which a suspicion is put before the room: what the runbook asks of a cause."""
    lone: int = 750_000
    """What evidence from the sources of one role alone is taken to be worth."""
    hand_at: int = 400_000
    """What a piece of evidence has to be worth to be handed to who could use it."""
    worry: int = 900
    """The health, in thousandths, below which a service is looked into."""
    patience: int = 8
    """How long an answer holds before the same is asked again."""
    look_around: int = 4
    """How long the commander waits for other proposals before the room goes on."""
    quiet: int = 10
    """How long nothing new has to have come up before the report is written."""
