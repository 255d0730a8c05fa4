"""Teams told apart by ten numbers, as a search draws and breeds them.

All of them ask in a fixed order, hand on what came up without choosing, propose what an analyst's
ranking puts first, play the playbook and report. None follows up what it finds, asks the calendar,
consults anybody or takes anything back. Those that are lazy do not weigh what they have either:
they propose as soon as they have asked. Those that are simple wait until enough speaks for it.
"""

from collections.abc import Mapping, Sequence
from statistics import pstdev
from typing import TypeAlias

import msgspec

from watchfloor.logsentinel.actions import Handoff, Propose, SetSeverity, Wait
from watchfloor.logsentinel.analyst import severity, suspicions
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import Moves, check, rush, seat, sweep, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


class Laziness(msgspec.Struct, frozen=True):
    """How such a team works; supports are in percent, times in ticks."""

    asking: int
    """How long everybody asks before anything is proposed."""
    threshold: int
    """The support from which on something is proposed."""
    lone: int
    """What the evidence of one role is taken to be worth."""
    most: int
    """How much is proposed by all."""
    each: int
    """How much is proposed by one role."""
    cites: int
    shares: int
    """Every how many turns a role hands over all that is new; 0 for never."""
    severity: int
    """What everything is called; 0 for what the runbook says."""
    lingers: int
    """How long nothing new has to have come up before the room goes on."""
    until: int
    """The share of the time after which nothing is proposed, in percent."""


Ranges: TypeAlias = Mapping[str, tuple[int, int]]
"""Between what each number is drawn."""

SIMPLE: Ranges = {
    "asking": (0, 40),
    "threshold": (0, 100),
    "lone": (30, 100),
    "most": (1, 6),
    "each": (1, 3),
    "cites": (2, 8),
    "shares": (0, 6),
    "severity": (0, 4),
    "lingers": (0, 20),
    "until": (40, 90),
}
LAZY: Ranges = {**SIMPLE, "threshold": (0, 0), "lone": (100, 100)}
LAST_CALL = 10
"""Ticks before the end from which nothing is waited for."""


def policy(way: Laziness) -> Policy:
    """Return the team that works like *way*."""
    return Policy(
        name="numbered", summary="A team by numbers.", seat=seat(_moves(way)), is_lazy=True
    )


def _moves(way: Laziness) -> Moves:
    def moves(scene: Scene, _draw: Stream) -> Action:
        return (
            (sweep(scene) if scene.tick < way.asking else None)
            or _share(scene, way)
            or _propose(scene, way)
            or treat(scene)
            or _go_on(scene, way)
            or check(scene)
            or sweep(scene)
            or Wait()
        )

    return moves


def _share(scene: Scene, way: Laziness) -> Action | None:
    """Give what the next seat has not been given yet, whatever it is."""
    if not way.shares or scene.turn // len(ROLES) % way.shares or scene.proposals:
        return None
    order = tuple(ROLES)
    given = {
        name
        for heard in scene.timeline
        if heard.move == "handoff" and heard.role == scene.role
        for name in heard.words
    }
    fresh = [one.id for one in scene.held if not one.giver and one.id not in given]
    receiver = order[(order.index(scene.role) + 1) % len(order)]
    return Handoff(receiver, tuple(fresh[-4:])) if fresh else None


def _propose(scene: Scene, way: Laziness) -> Action | None:
    is_late = scene.tick * 100 > scene.horizon * way.until
    mine = sum(one.role == scene.role for one in scene.proposals)
    is_full = len(scene.proposals) >= way.most or mine >= way.each
    if is_late or is_full or scene.phase in ("verify", "report"):
        return None
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    for one in suspicions(scene.held, scene.names, way.lone * 10_000):
        if one.support < way.threshold * 10_000:
            return None
        if (one.incident_type, one.slot) not in said and len(one.cited) > 1:
            cited = one.cited[: way.cites]
            return Propose(one.incident_type, scene.names[one.slot], cited, then=COMMANDER)
    return None


def _go_on(scene: Scene, way: Laziness) -> Action | None:
    if scene.role != COMMANDER:
        return None
    for one in scene.under_discussion():
        if not one.severity:
            grave = way.severity or severity(one.incident_type, scene.tiers[one.slot])
            return SetSeverity(one.id, grave, then=COMMANDER)
    stirred = max((scene.last_landed(), *(one.tick for one in scene.proposals)))
    is_late = scene.tick > scene.horizon - LAST_CALL
    is_calm = is_late or scene.tick >= stirred + way.lingers
    return rush(scene) if is_calm or scene.phase not in ("detect", "verify") else None


def any_way(ranges: Ranges, draw: Stream) -> Laziness:
    """Return any way with numbers in *ranges*."""
    return Laziness(**{name: draw.between(low, high) for name, (low, high) in ranges.items()})


def around(best: Sequence[Laziness], ranges: Ranges, draw: Stream) -> Laziness:
    """Return a way whose every number lies near that of one of the *best*.

    It lies as near as the best lie to each other in that number, so that a search closes in on
    what they agree on and goes on trying where they do not.
    """
    found: dict[str, int] = {}
    for name, (low, high) in ranges.items():
        numbers = [int(getattr(one, name)) for one in best]
        reach = max(1, round(pstdev(numbers)))
        number = draw.pick(numbers) + draw.between(-reach, reach)
        found[name] = min(high, max(low, number))
    return Laziness(**found)


def told(way: Laziness) -> str:
    """Return *way* in a line."""
    return " ".join(f"{name}={it}" for name, it in msgspec.structs.asdict(way).items())
