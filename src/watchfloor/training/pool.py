"""Everybody that a defender may meet in self-play.

They are every earlier attacker, and the scripted families, which never leave. Whoever beats the
defender more often comes more often.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from watchfloor.errors import BadInput
from watchfloor.opensoc import crafting
from watchfloor.opensoc.either import seat
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream
from watchfloor.training import attacker
from watchfloor.training.attacker import Mind
from watchfloor.training.experiment import Phase

FAMILIES: dict[str, Policy] = {
    "scripted": Policy(
        name="scripted", summary="Any route, cast plainly.", seat=seat(attacks=crafting.scripted)
    ),
    "guided": Policy(
        name="guided",
        summary="What reference readers disagree about most.",
        seat=seat(attacks=crafting.guided),
    ),
}
"""The scripted attackers, which stay in the pool."""

_SCRIPTED, _LATEST = 20, 20
"""Of a hundred opponents: how many are scripted, and how many the latest attacker, at the least."""
_FORGETS = 0.1
"""How much of what is known of an opponent gives way to what its next world shows."""
_LONG = 10
"""Steps of an attacker in a row that have to be bad before a run is stopped."""


class Rival(NamedTuple):
    """An opponent in the pool."""

    name: str
    mind: Mind | None
    """Nothing for a scripted family."""
    failed: float
    """How often the defender fails against it, of late."""

    @property
    def policy(self) -> Policy:
        """Who plays as it."""
        return FAMILIES[self.name] if self.mind is None else attacker.policy(self.name, self.mind)


@dataclass(slots=True)
class Pool:
    """Everybody that the defender may meet, and the attacker that learns."""

    mind: Mind = field(default_factory=dict[str, float])
    rivals: list[Rival] = field(
        default_factory=lambda: [Rival(name, None, 0.5) for name in FAMILIES]
    )
    seen: list[tuple[float, float, float]] = field(default_factory=list[tuple[float, float, float]])
    """Of the attacker's last steps: groups alike, entropy, and how many incidents were new."""

    def opponent(self, draw: Stream) -> int:
        """Return the place of an opponent, drawn so that the harder come more often."""
        kind = draw.below(100)
        if kind < _SCRIPTED:
            return draw.below(len(FAMILIES))
        if kind < _SCRIPTED + _LATEST:
            return len(self.rivals) - 1
        weights = [round(1000 * (it.failed**2 + 0.02)) for it in self.rivals]
        left = draw.below(sum(weights))
        for place, weight in enumerate(weights):
            left -= weight
            if left < 0:
                return place
        return len(weights) - 1

    def note(self, place: int, failed: float) -> None:
        """Note how often the defender *failed* against the opponent at *place* in one world."""
        rival = self.rivals[place]
        known = (1 - _FORGETS) * rival.failed + _FORGETS * failed
        self.rivals[place] = rival._replace(failed=known)

    def add(self, name: str) -> None:
        """Keep the attacker as it is in the pool."""
        self.rivals.append(Rival(name, dict(self.mind), 0.5))

    def watch(self, alike: float, undecided: float, new: float) -> None:
        """Note a step of the attacker, and stop the run if it has collapsed."""
        self.seen = [*self.seen, (alike, undecided, new)][-_LONG:]
        if sentence := collapsed(self.seen):
            raise BadInput(sentence)

    def guessed(self, phase: Phase, now: int, then: int) -> "Pool":
        """Return it as it would be before the step *then* of *phase* if from *now* nobody learned.

        The attacker that learns is kept at the end of each of its turns all the same.
        """
        found = replace(self, rivals=[*self.rivals])
        for step in range(now, then):
            if phase.keeps_attacker(step):
                found.add(phase.generation(step))
        return found

    def state(self) -> dict[str, Any]:
        """Return what a checkpoint keeps of it."""
        return {
            "mind": dict(self.mind),
            "rivals": [(it.name, it.mind, it.failed) for it in self.rivals],
            "seen": self.seen,
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Be what a checkpoint kept."""
        self.mind = state["mind"]
        self.rivals = [Rival(*it) for it in state["rivals"]]
        self.seen = [(alike, undecided, new) for alike, undecided, new in state["seen"]]


def collapsed(seen: Sequence[tuple[float, float, float]]) -> str:
    """Return the sentence that stops a run whose attacker's last steps were as *seen*, or nothing.

    >>> collapsed([(1.0, 0.9, 0.9)] * 10)[:34]
    'the attacker has nothing to learn:'
    """
    if len(seen) < _LONG:
        return ""
    alike, undecided, new = (
        min(it) if place == 0 else max(it) for place, it in enumerate(zip(*seen, strict=True))
    )
    if alike > 0.97:
        return (
            f"the attacker has nothing to learn: for {_LONG} steps all tries at a brief earned the "
            "same; go on with fewer steps of the defender in a generation"
        )
    if undecided < 0.02:
        return (
            f"the attacker has collapsed: for {_LONG} steps it hardly drew between ways to attack; "
            "lower its rate"
        )
    if new < 0.1:
        return (
            f"the attacker repeats itself: for {_LONG} steps less than a tenth of its incidents "
            "were different; lower its rate"
        )
    return ""
