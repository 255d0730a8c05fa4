"""Self-play in turns: an attacker learns against a defender that stands still, and the other way.

A generation is so many steps of the attacker and then so many of the defender. In the attacker's
steps each brief is answered several times; what a try earned beyond the others at its brief is its
advantage, as in `training.grpo`. The recipe pays for what reference readers disagree about, so a
brief that everybody or nobody solves teaches nothing. In the defender's steps half of the worlds
are the curriculum's, and half are crafted by an opponent out of the pool: every earlier attacker,
and the scripted families, which never leave it. Whoever beats the defender more often comes more
often. Both sides pass the gate and the verifier of the game, and worlds are counted as anywhere in
training: one whose story is kept for an evaluation is passed over.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from watchfloor.errors import BadInput
from watchfloor.opensoc import crafting
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.either import seat
from watchfloor.opensoc.runbook import Book
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender, Policy
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import End, Trajectory
from watchfloor.seeds import Seed, Stream
from watchfloor.training import attacker
from watchfloor.training.attacker import Mind, Way
from watchfloor.training.conversations import (
    CLOSED,
    LEARNER,
    Opened,
    Part,
    Style,
    World,
    rollouts,
)
from watchfloor.training.grpo import advantages
from watchfloor.training.learner import Learner
from watchfloor.training.rollouts import Sample, Tongue, drawing
from watchfloor.training.sft import ENOUGH
from watchfloor.training.worlds import Place, story
from watchfloor.world.detection import heard, sighted

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
_LIKELIEST = 0.01
"""How warm the defender is that an attacker learns against."""
_LONG = 10
"""Steps of an attacker in a row that have to be bad before a run is stopped."""


class Rival(NamedTuple):
    """An opponent in the pool."""

    name: str
    mind: Mind | None
    """Nothing for a scripted family."""
    failed: float
    """How often the defender fails against it, of late."""


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


class Bout(NamedTuple):
    """What came of one try of an attacker."""

    paid: float
    """What the attacker was paid, in points."""
    defended: float
    """What the defender was paid, in points; nothing if it was not asked."""
    right: bool
    story: str
    """What the incident tells without names; nothing if it was turned away."""
    graph: tuple[str, ...]
    """The techniques of the incident, in their order."""
    novel: bool


def against(
    place: Place, scenario: str, seed: int, contender: Contender, opened: Opened = CLOSED
) -> World:
    """Return the world of *seed* whose incident *contender* crafts; its brief may be *opened*."""
    duel = place._replace(mode="self_play", others={"attacker": contender.name})
    return duel.world(scenario, seed, {contender.name: contender}, opened)


def bouts(worlds: Sequence[World], learner: Learner, tongue: Tongue) -> list[Bout]:
    """Return what came of each of *worlds*, where the defender says what is likeliest."""
    speaks = {role: LEARNER for world in worlds for role in world.roles}
    voices = {LEARNER: drawing(learner, 1, Seed.of("bouts"))}
    warmth, learner.warmth = learner.warmth, _LIKELIEST
    played = rollouts([Part(world) for world in worlds], Style(speaks, tongue), voices)
    learner.warmth = warmth
    return [_bout(world, it.trajectory.end) for world, it in zip(worlds, played, strict=True)]


def _bout(world: World, end: End) -> Bout:
    verdict = next(it for it in end.verdicts if it.role == "attacker")
    paid = {it.role: it.total / ONE for it in end.rewards}
    is_right = not verdict["defender_wrong"].value
    mark = story(world.game.name, world.last)
    graph = _graph(world.last.case) if mark else ()
    is_novel = bool(verdict["is_novel"].value)
    return Bout(paid["attacker"], paid.get("defender", 0.0), is_right, mark, graph, is_novel)


def _graph(case: Case) -> tuple[str, ...]:
    """Return the techniques in *case* that no record explains, each once, as they begin."""
    left = heard(sighted(case.events), Book(case.records).covering)
    return tuple(dict.fromkeys(it.rule for it in sorted(left, key=lambda it: (it.first, it.rule))))


class Brief(NamedTuple):
    """Where an attacker learns: briefs, and how often each is tried."""

    place: Place
    scenario: str
    seeds: Sequence[int]
    tries: int
    kept: frozenset[str] = frozenset()
    """The stories that no side may learn from."""


def learned(
    mind: Mind, brief: Brief, defender: tuple[Learner, Tongue], rate: float, draws: Seed
) -> tuple[dict[str, float], list[list[Bout]]]:
    """Return *mind* after one step against a *defender* that stands still, and what was tried."""
    ways: list[Way] = []
    worlds: list[World] = []
    for seed in brief.seeds:
        seen = brief.place._replace(mode="self_play", role="attacker").world(brief.scenario, seed)
        answer = attacker.asked(_briefed(seen))
        own = [
            attacker.drawn(mind, answer, draws.child(seed, number).stream())
            for number in range(brief.tries)
        ]
        ways += own
        taken = [attacker.fixed(f"try {number}", way) for number, way in enumerate(own)]
        opened = Opened(seen.first)
        worlds += [against(brief.place, brief.scenario, seed, it, opened) for it in taken]
    found = bouts(worlds, *defender)
    groups: list[list[Bout]] = []
    tried: list[tuple[Way, float]] = []
    for at in range(0, len(found), brief.tries):
        group = found[at : at + brief.tries]
        if brief.kept.isdisjoint([bout.story for bout in group]):
            gained = advantages([bout.paid for bout in group], is_scaled=True)
            groups.append(group)
            tried += zip(ways[at : at + brief.tries], gained, strict=True)
    return attacker.improved(mind, tried, rate), groups


def _briefed(world: World) -> Observation:
    """Return the brief of *world*, in which the model is the attacker."""
    seen = world.after(())
    if isinstance(seen, Trajectory):
        message = f"{world.game.name} has no attacker; self-play needs a game that has one"
        raise BadInput(message)
    return seen


def told(mind: Mind, groups: Sequence[Sequence[Bout]]) -> dict[str, float]:
    """Return what there is to tell of a step of the attacker."""
    every = [bout for group in groups for bout in group]
    admitted = [bout for bout in every if bout.story]
    count, kept = max(1, len(every)), max(1, len(admitted))
    return {
        "reward": sum(bout.paid for bout in every) / count,
        "admitted": len(admitted) / count,
        "won": sum(not bout.right for bout in admitted) / kept,
        "novel": sum(bout.novel for bout in admitted) / kept,
        "graphs": len({bout.graph for bout in admitted}) / kept,
        "new": len({bout.story for bout in admitted}) / kept,
        "alike": sum(len({bout.paid for bout in group}) == 1 for group in groups) / len(groups),
        "entropy": attacker.entropy(mind),
    }


def crafted_worlds(
    pool: Pool, place: Place, scenario: str, seeds: Iterable[int], kept: frozenset[str]
) -> list[tuple[int, World]]:
    """Return worlds of opponents out of *pool*, each with the place of its opponent."""
    found: list[tuple[int, World]] = []
    for seed in seeds:
        chosen = pool.opponent(Seed.of("opponent", seed).stream())
        rival = pool.rivals[chosen]
        contender = (
            FAMILIES[rival.name] if rival.mind is None else attacker.policy(rival.name, rival.mind)
        )
        world = against(place, scenario, seed, contender)
        if (
            isinstance(world.after(()), Observation)
            and story(place.game.name, world.last) not in kept
        ):
            found.append((chosen, world))
    return found


def noted(pool: Pool, places: Sequence[int], groups: Sequence[Sequence[Sample]]) -> None:
    """Note in *pool* how the opponents at *places* fared in the worlds of *groups*."""
    for place, group in zip(places, groups, strict=True):
        if group:
            pool.note(place, sum(it.reward < ENOUGH for it in group) / len(group))
