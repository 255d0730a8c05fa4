"""Seats for policies that know one side: the other is held by the scripted attacker or reader."""

from collections.abc import Callable
from typing import TypeAlias

from watchfloor.opensoc import analyst, casework, crafting, view
from watchfloor.opensoc.actions import LookUp
from watchfloor.opensoc.analyst import Habits
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player
from watchfloor.seeds import Seed, Stream

Defends: TypeAlias = Callable[[Observation], Action]
Attacks: TypeAlias = Callable[[Observation, Stream], Action]

HONEST = Habits(
    checks_absence=False,
    checks_work=False,
    counts_hosts=False,
)
"""An honest reader in a hurry: compares machine, actor and hours, and takes any ticket."""


def seat(
    defends: Defends | None = None, attacks: Attacks = crafting.scripted
) -> Callable[[str, Seed], Player]:
    """Return the players of a policy that defends and attacks in these ways."""

    def seated(role: str, seed: Seed) -> Player:
        if role == "attacker":
            draw = seed.stream()
            return lambda seen: attacks(seen, draw)
        if defends is not None:
            return defends
        return reader(HONEST)

    return seated


def reader(habits: Habits) -> Player:
    """Return a player who reads the console with *habits*, looking things up where it may."""
    asked: list[LookUp] = []

    def reply(seen: Observation) -> Action:
        if seen.panel("desk").items:
            return casework.reply(seen, asked, habits)
        events, records = view.read(seen)
        return analyst.submits(view.rule_of(seen), events, records, habits)

    return reply
