"""The seven numbers in which one honest team differs from another."""

import msgspec


class Habits(msgspec.Struct, frozen=True):
    """How a team works; supports are in millionths, times in ticks.

    What stands here is what an engineer writes down who has read the runbook; each number has its
    reason in the rules, also where another would have earned more.
    """

    propose_at: int = 750_000
    """The support at which a suspicion is put before the room: what a report asks of a cause."""
    lone: int = 600_000
    """What evidence from the sources of one role alone is taken to be worth, by the runbook."""
    hand_at: int = 500_000
    """What a piece of evidence has to be worth to be handed to who could use it: what speaks for
    three types or more is too vague to take a colleague's time."""
    worry: int = 900
    """The health, in thousandths, below which a service is looked into: a check calls it unwell
    from 850 down, and before it gets there somebody should have looked."""
    follow_at: int = 250_000
    """What a service has to be worth for somebody to keep the floor and ask on: four types are as
    many as can be told apart by asking every source once."""
    look_around: int = 4
    """How long the commander waits for other proposals before the room goes on: a round, in which
    each of the four may speak."""
    quiet: int = 10
    """How long nothing new has to have come up before the report is written: as long as the relief
    of an outage lasts, so that what was only relieved shows again."""
