"""Seats for policies that know one side: the other is held by the scripted attacker or reader."""

from collections.abc import Callable
from typing import TypeAlias

from watchfloor.opensoc import analyst, crafting, view
from watchfloor.opensoc.actions import LookUp, SubmitTriage
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
        if "look_up" in seen.moves and (wanted := _wanted(seen, asked)) is not None:
            asked.append(wanted)
            return wanted
        events, records = view.read(seen)
        answer, cited = analyst.reads(events, records, habits)
        return SubmitTriage(answer, cited or tuple(event.id for event in events[:1]))

    return reply


def _wanted(seen: Observation, asked: list[LookUp]) -> LookUp | None:
    """Return the next thing to look up: what is known of each name in the lines, then its log."""
    events, _ = view.read(seen)
    names = [name for event in events for name in (event.host, event.user, event.source_ip) if name]
    moves = [LookUp("record", name) for name in names] + [LookUp("log", name) for name in names]
    return next((move for move in moves if move not in asked), None)
