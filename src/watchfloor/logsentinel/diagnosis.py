"""How likely a suspicion is, by what was learnt in worlds whose truth was known.

The runbook says what a piece of evidence speaks for, and counts every piece the same. Which pieces
go together, what their absence says where somebody has asked, and what harmless work leaves behind
has to be learnt. All numbers are whole, so that everybody comes to the same order.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from watchfloor.codec import digest
from watchfloor.errors import BadExtension
from watchfloor.logsentinel.analyst import OWNERS, Suspicion, is_near
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.scene import Held, Scene
from watchfloor.logsentinel.source import SOURCES
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.play.reward import ONE

FULL = 1000
"""One, as features and weights say it."""
ANSWERED = 2
"""Ticks after the first piece from which an answer without another one says something."""

_PLAIN = (
    *("age", "dark", "discussed", "excused", "gap", "ill", "late", "lone", "roles", "rules"),
    "support",
)
SYMPTOMS: tuple[str, ...] = (
    *_PLAIN,
    *(f"type {kind}" for kind in INCIDENT_TYPES),
    *(f"against {rule}" for rule in EVIDENCE_RULES),
    *(f"astray {rule}" for rule in EVIDENCE_RULES),
    *(f"at {rule} {kind}" for rule in EVIDENCE_RULES for kind in sorted(SPEAKS_FOR[rule])),
    *(f"near {rule} {kind}" for rule in EVIDENCE_RULES for kind in sorted(SPEAKS_FOR[rule])),
    *(f"quiet {source} {kind}" for source in SOURCES for kind in INCIDENT_TYPES),
)
"""All that is weighed, in the order of the weights."""
PLACES: Mapping[str, int] = {name: place for place, name in enumerate(SYMPTOMS)}

Symptoms = Mapping[str, int]
"""What is true of a suspicion, in thousandths; what is not named is not."""


class Insight(NamedTuple):
    """What was learnt: the log odds of a suspicion are a sum of weights, in thousandths."""

    weights: tuple[int, ...]
    bias: int


class Judged(NamedTuple):
    """A suspicion with its log odds, in thousandths: above 0 it is more likely true than not."""

    suspicion: Suspicion
    odds: int


def judged(
    insight: Insight,
    scene: Scene,
    memory: Memory,
    excused: frozenset[str],
    found: Sequence[Suspicion],
) -> tuple[Judged, ...]:
    """Return each of *found* with its odds by *insight*, the likeliest first."""
    told = [
        Judged(suspicion, insight.bias + _sum(insight.weights, symptoms))
        for suspicion, symptoms in zip(found, described(scene, memory, excused, found), strict=True)
    ]
    return tuple(sorted(told, key=lambda one: (-one.odds, one.suspicion.since, one.suspicion)))


def _sum(weights: Sequence[int], symptoms: Symptoms) -> int:
    return sum(weights[PLACES[name]] * value for name, value in symptoms.items()) // FULL


def described(
    scene: Scene, memory: Memory, excused: frozenset[str], found: Sequence[Suspicion]
) -> list[Symptoms]:
    """Return the symptoms of each of *found*, as its role sees and remembers them."""
    used = {name for one in scene.under_discussion() for name in one.cited}
    left = [one for one in scene.held if one.id not in excused and one.id not in used]
    excuses = [one.slot for one in scene.held if one.id in excused]
    return [
        {
            **_of_pieces(suspicion, left),
            **_of_silence(suspicion, scene, memory, left),
            **_of_place(suspicion.slot, scene, excuses),
            **_of_standing(suspicion, scene, found),
        }
        for suspicion in found
    ]


def _of_pieces(suspicion: Suspicion, left: Iterable[Held]) -> Symptoms:
    """Return what the pieces of evidence say, one by one and taken together."""
    kind, slot = suspicion.incident_type, suspicion.slot
    symptoms: dict[str, int] = {f"type {kind}": FULL}
    rules: dict[str, str] = {}
    for one in left:
        if not is_near(slot, one.slot):
            continue
        if kind in SPEAKS_FOR[one.rule]:
            where = "at" if one.slot == slot else "near"
            symptoms[f"{where} {one.rule} {kind}"] = FULL
            rules[one.rule] = OWNERS[EVIDENCE_RULES[one.rule].source]
        else:
            symptoms[f"{'against' if one.slot == slot else 'astray'} {one.rule}"] = FULL
    symptoms["rules"] = len(rules) * FULL // 4
    symptoms["roles"] = len(frozenset(rules.values())) * FULL // 3
    return symptoms


def _of_silence(
    suspicion: Suspicion, scene: Scene, memory: Memory, left: Iterable[Held]
) -> Symptoms:
    """Return which of the own sources were asked and said nothing for *suspicion*."""
    kind, slot = suspicion.incident_type, suspicion.slot
    spoke = {one.source for one in left if kind in SPEAKS_FOR[one.rule] and is_near(slot, one.slot)}
    return {
        f"quiet {source} {kind}": FULL
        for source in ROLES[scene.role].queries
        if source not in spoke
        and memory.asked.get((source, slot), -1) >= suspicion.since + ANSWERED
    }


def _of_place(slot: str, scene: Scene, excuses: Collection[str]) -> Symptoms:
    """Return what is known of the service in *slot*."""
    health = min((meter.health for meter in scene.meters if meter.slot == slot), default=FULL)
    spoken = {one.slot for one in scene.under_discussion()}
    return {
        "ill": max(0, FULL - health),
        "dark": FULL if slot in scene.silent else 0,
        "discussed": FULL if slot in spoken else 0,
        "excused": sum(is_near(slot, other) for other in excuses) * FULL // 4,
        "late": scene.tick * FULL // scene.horizon,
    }


def _of_standing(suspicion: Suspicion, scene: Scene, found: Sequence[Suspicion]) -> Symptoms:
    """Return what the runbook makes of *suspicion* and of the others."""
    others = [
        one.support
        for one in found
        if (one.incident_type, one.slot) != (suspicion.incident_type, suspicion.slot)
    ]
    return {
        "support": suspicion.support * FULL // ONE,
        "gap": (suspicion.support - max(others, default=0)) * FULL // ONE,
        "lone": FULL if suspicion.is_lone else 0,
        "age": min(scene.tick - suspicion.since, 30) * FULL // 30,
    }


def fingerprint() -> str:
    """Return what names all that is weighed, and its order."""
    return digest(SYMPTOMS)[:16]


def packed(insight: Insight) -> str:
    """Return *insight* as text, for a file of a policy."""
    return " ".join(map(str, (insight.bias, *insight.weights)))


def unpacked(text: str, made_for: str) -> Insight:
    """Return the insight that *text* holds, if it was *made_for* what is weighed today."""
    if made_for != fingerprint():
        message = (
            f"found weights for the symptoms {made_for}, expected {fingerprint()}; "
            "train a team and run `python -m benchmarks.diagnosing DIRECTORY --write`"
        )
        raise BadExtension(message)
    bias, *weights = map(int, text.split())
    return Insight(tuple(weights), bias)
