"""What a step of self-play begins with: incidents that attackers have crafted, and answers to them.

What is crafted for a brief follows from the brief and from what the attacker does. Only what it
does follows from what was learned before, and that changes little from step to step. So a step can
be opened again and again, as it would be if one or another attacked, and each incident is made once
for all of them: whoever guesses makes most of a step before it is known. What was guessed wrong is
never played, and goes with the step.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias, TypeVar

from watchfloor.errors import BadInput
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import ANSWERS, Answer, Book
from watchfloor.play.action import NoReply, Reply, heard
from watchfloor.play.episode import Ask, Finished, episode
from watchfloor.play.policy import Contender
from watchfloor.play.reward import ONE
from watchfloor.play.seating import seated
from watchfloor.play.sitting import outsider
from watchfloor.play.trajectory import End
from watchfloor.seeds import Seed
from watchfloor.training import attacker
from watchfloor.training.advantage import advantages
from watchfloor.training.attacker import Mind, Way
from watchfloor.training.beginning import Beginning
from watchfloor.training.conversations import LEARNER, Opened, Part, Style, World, conversing
from watchfloor.training.driving import driven
from watchfloor.training.pool import Pool, Rival
from watchfloor.training.rollouts import Going, Sample, Tongue, read, rollout, told_first
from watchfloor.training.worlds import Place, fresh, story
from watchfloor.world.detection import heard as signs_of
from watchfloor.world.detection import sighted

T = TypeVar("T")
Deed: TypeAlias = tuple[int, Way]
"""What an attacker does for the brief of a seed."""
_ATTACKER = "attacker"


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


class Try(NamedTuple):
    """A way that an attacker tried, and what came of it."""

    way: Way
    bout: Bout


def learned(mind: Mind, groups: Sequence[Sequence[Try]], rate: float) -> dict[str, float]:
    """Return *mind* after one step from what was tried at each brief."""
    return attacker.improved(mind, [it for group in groups for it in _gains(group)], rate)


def _gains(group: Sequence[Try]) -> list[tuple[Way, float]]:
    """Return the ways of *group*, which are of one brief, with what each gained."""
    gains = advantages([it.bout.paid for it in group], is_scaled=True)
    return [(it.way, gain) for it, gain in zip(group, gains, strict=True)]


class Met(NamedTuple):
    """What a defender said to its opponents, and in worlds without one."""

    places: list[int]
    """The opponents in the pool, a world each; these come first."""
    samples: list[list[Sample]]
    """Of each world."""


class Crafted(NamedTuple):
    """An incident that has been through the gate, from where a defender begins."""

    reply: str
    """What the attacker said."""
    opened: Opened
    """Of the defender's world; nothing is seen if the incident was turned away."""
    story: str
    """What it tells without names; nothing if it was turned away."""
    graph: tuple[str, ...]
    """Its techniques, in their order."""


class Step(NamedTuple):
    """What a step of self-play is made of, whoever meets in it."""

    place: Place
    tongue: Tongue
    """Of the defender."""
    scenarios: Sequence[str]
    """Incidents are crafted for the last of them."""
    seeds: Sequence[int]
    tries: int
    """At each brief, or at each world of a defender who learns."""
    draws: Seed
    kept: frozenset[str] = frozenset()
    """The stories that no side may learn from."""


class Brief:
    """A brief for an attacker, and what is crafted for it."""

    def __init__(self, place: Place, scenario: str, seed: int) -> None:
        """Open the brief of *seed*."""
        self._place = place._replace(mode="self_play")
        self._scenario, self._seed = scenario, seed
        opened = self._place.world(scenario, seed)
        begun = Beginning(opened.game, opened.first, None)
        self._game = replace(opened.game, observe=begun.observed)
        self._table, self._first = opened.table, opened.first
        self._made: dict[str, Crafted] = {}
        seen = next(self._running()).observation
        if seen.role != _ATTACKER:
            message = f"{place.game.name} has no attacker; self-play needs a game that has one"
            raise BadInput(message)
        self.answer: Answer = attacker.asked(seen)

    def _running(self) -> Generator[Ask[Any], Reply, Finished[Any]]:
        return episode(self._game, self._table, self._first, is_sealed=False)

    def crafted(self, contender: Contender) -> Crafted:
        """Return what *contender* crafts; the same incident is the same value."""
        running = self._running()
        ask = next(running)
        seats = {**self._table.seats, _ATTACKER: contender.name}
        table = replace(self._table, seats=seats)
        guests = {contender.name: contender, LEARNER: outsider(LEARNER)}
        reply = seated(self._game, table, guests)[_ATTACKER](ask)
        if isinstance(reply, NoReply):
            message = f"{contender.name} did not attack ({reply.reason}); let somebody who does"
            raise BadInput(message)
        said = heard(reply)
        if said not in self._made:
            self._made[said] = self._passed(said, running)
        return self._made[said]

    def _passed(self, said: str, running: Generator[Ask[Any], Reply, Finished[Any]]) -> Crafted:
        """Return what becomes of the incident that was *said*."""
        try:
            ask = running.send(said)
        except StopIteration as stop:
            return Crafted(said, Opened(stop.value.state), "", ())
        state = ask.state
        opened = Opened(state, ask.observation)
        return Crafted(said, opened, story(self._game.name, state), _graph(state.case))

    def world(self, crafted: Crafted) -> World:
        """Return the world of a defender who meets what was *crafted*."""
        return self._place.world(self._scenario, self._seed, opened=crafted.opened)


def _graph(case: Case) -> tuple[str, ...]:
    """Return the techniques in *case* that no record explains, each once, as they begin."""
    left = signs_of(sighted(case.events), Book(case.records).covering)
    return tuple(dict.fromkeys(it.rule for it in sorted(left, key=lambda it: (it.first, it.rule))))


class Meeting(NamedTuple):
    """A way that is tried, what was crafted by it, and the world of whoever meets that."""

    way: Way
    crafted: Crafted
    world: World


class Attack:
    """A step in which an attacker learns: briefs, each tried several times."""

    def __init__(self, step: Step) -> None:
        """Take the briefs of *step*."""
        self._step = step
        self._briefs: dict[int, Brief] = {}
        self._lots: dict[int, list[attacker.Lots]] = {}
        self._made: dict[Deed, Crafted] = {}
        self._met: Mind | None = None
        """Whose incidents were made last."""
        self._tried: list[list[Meeting]] = []
        """At each brief, once it is played."""
        self._paid: list[list[float]] = []

    @property
    def held(self) -> int:
        """How many incidents it holds."""
        return len(self._made)

    def opening(self, pool: Pool) -> Generator[None]:
        """Make what the attacker of *pool* does; wait a moment after each new incident."""
        if self._met == pool.mind:
            return
        for seed in self._step.seeds:
            if seed not in self._briefs:
                self._brief(seed)
                yield
        for deed in self.missing(pool):
            if deed not in self._made:  # nobody else has made it meanwhile
                self._made[deed] = self.craft(deed)
                yield
        self._met = pool.mind

    def missing(self, pool: Pool) -> list[Deed]:
        """Return what the attacker of *pool* does that is not made yet."""
        deeds = [(seed, attacker.plain(way)) for seed, way in self._ways(pool.mind)]
        return [it for it in dict.fromkeys(deeds) if it not in self._made]

    def craft(self, deed: Deed) -> Crafted:
        """Return what is crafted by *deed*, and told of it."""
        seed, way = deed
        crafted = self._brief(seed).crafted(attacker.fixed("try", way))
        seen = crafted.opened.seen
        if seen is None:
            return crafted
        told = self._step.tongue.begin(self._step.place.game, seen, None)
        return crafted._replace(opened=crafted.opened._replace(told=told))

    def take(self, deed: Deed, crafted: Crafted) -> None:
        """Take what somebody else found to be *crafted* by *deed*."""
        self._made.setdefault(deed, crafted)

    def _brief(self, seed: int) -> Brief:
        if seed not in self._briefs:
            place, scenarios = self._step.place, self._step.scenarios
            self._briefs[seed] = Brief(place, scenarios[-1], seed)
        return self._briefs[seed]

    def _ways(self, mind: Mind) -> Iterator[tuple[int, Way]]:
        """Return every try of who has *mind*, with the seed of its brief."""
        leanings = {answer: attacker.leaning(mind, answer) for answer in ANSWERS}
        for seed in self._step.seeds:
            answer = self._brief(seed).answer
            if seed not in self._lots:
                tries = [self._step.draws.child(seed, it) for it in range(self._step.tries)]
                self._lots[seed] = [attacker.lots(answer, it.stream()) for it in tries]
            for lots in self._lots[seed]:
                yield seed, attacker.chosen(leanings[answer], answer, lots)

    def play(self, pool: Pool) -> Going[list[list[Try]]]:
        """Let a defender answer the attacker of *pool*, and return what came of each brief.

        Those of which a story is kept apart are left out.
        """
        driven(self.opening(pool), lambda _: None)
        meetings = self._meetings(pool.mind)
        self._tried = self._by_brief(meetings)
        found = yield from bouts([(it.crafted, it.world) for it in meetings], self._step.tongue)
        every = [Try(it.way, bout) for it, bout in zip(meetings, found, strict=True)]
        groups, kept = self._by_brief(every), self._step.kept
        return [it for it in groups if kept.isdisjoint([one.bout.story for one in it])]

    def _meetings(self, mind: Mind) -> list[Meeting]:
        """Return every try of who has *mind*; the same incident has the same world."""
        found: list[Meeting] = []
        worlds: dict[tuple[int, str], World] = {}
        for seed, way in self._ways(mind):
            crafted = self._made[seed, attacker.plain(way)]
            if (seed, crafted.reply) not in worlds:
                worlds[seed, crafted.reply] = self._brief(seed).world(crafted)
            found.append(Meeting(way, crafted, worlds[seed, crafted.reply]))
        return found

    def _by_brief(self, every: Sequence[T]) -> list[list[T]]:
        tries = self._step.tries
        return [[*every[at : at + tries]] for at in range(0, len(every), tries)]

    def learning(self, mind: Mind, rate: float) -> Mind | None:
        """Return what *mind* comes to by what is known yet of the step that is being played.

        Nothing is paid to most who attack; so it is taken where nobody has replied. Where nothing
        has come to be known since the last time, nothing is returned.
        """
        paid = [[_paid(it.world) for it in group] for group in self._tried]
        if paid == self._paid:
            return None
        self._paid = paid
        known = [
            (it.way, gain)
            for group, own in zip(self._tried, paid, strict=True)
            if len({*own}) > 1  # from the others there is nothing to learn
            for it, gain in zip(group, advantages(own, is_scaled=True), strict=True)
        ]
        share = len(known) / sum(map(len, paid))
        return attacker.improved(mind, known, rate * share)


def _paid(world: World) -> float:
    """Return what an attacker was paid in *world* last, nothing before its end."""
    rewards = world.ended.rewards if world.ended is not None else ()
    return next((it.total / ONE for it in rewards if it.role == _ATTACKER), 0.0)


def bouts(met: Sequence[tuple[Crafted, World]], tongue: Tongue) -> Going[list[Bout]]:
    """Let a defender who reads in *tongue* answer all it *met* in their worlds, once each."""
    worlds = [world for _, world in met]
    speaks = {role: LEARNER for world in worlds for role in world.roles}
    asking = conversing([Part(it) for it in worlds], Style(speaks, tongue), (LEARNER,))
    played = yield from read(asking, 1)
    return [_bout(it, one.trajectory.end) for (it, _), one in zip(met, played, strict=True)]


def _bout(crafted: Crafted, end: End) -> Bout:
    verdict = next(it for it in end.verdicts if it.role == _ATTACKER)
    paid = {it.role: it.total / ONE for it in end.rewards}
    is_right = not verdict["defender_wrong"].value
    is_novel = bool(verdict["is_novel"].value)
    defended = paid.get("defender", 0.0)
    return Bout(paid[_ATTACKER], defended, is_right, crafted.story, crafted.graph, is_novel)


class Defence:
    """A step in which a defender learns: half of the worlds are crafted by opponents."""

    def __init__(self, step: Step, version: int) -> None:
        """Take the worlds of *step*, for a model of *version*."""
        self._step, self._version = step, version
        self._half = len(step.seeds) // 2
        self._briefs: dict[int, Brief] = {}
        self._made: dict[tuple[int, str], tuple[Mind | None, Crafted, World]] = {}
        self._own: list[list[World]] = []
        self._told: dict[World, int] = {}

    @property
    def held(self) -> int:
        """How many worlds it holds."""
        return len(self._made) + len(self._own)

    def opening(self, pool: Pool) -> Generator[None, None, tuple[list[int], list[World]]]:
        """Return the places of opponents out of *pool* and all worlds; wait a moment after each."""
        step = self._step
        places: list[int] = []
        worlds: list[World] = []
        for seed in step.seeds[: self._half]:
            chosen = pool.opponent(Seed.of("opponent", seed).stream())
            if not self._has_met(seed, pool.rivals[chosen]):
                self._meet(seed, pool.rivals[chosen])
                yield
            _, crafted, world = self._made[seed, pool.rivals[chosen].name]
            if crafted.story and crafted.story not in step.kept:
                places.append(chosen)
                worlds.append(world)
        for number, seed in enumerate(step.seeds[self._half :]):
            if number == len(self._own):
                scenario = step.scenarios[number % len(step.scenarios)]
                self._own.append([*fresh(step.place, (scenario,), (seed,), step.kept)])
                yield
            worlds += self._own[number]
        for number, world in enumerate(worlds):
            if self._told.get(world) != number:  # in what words it is told hangs on its place
                world.told = told_first(world, step.tongue, step.draws, number)
                self._told[world] = number
                yield
        return places, worlds

    def _has_met(self, seed: int, rival: Rival) -> bool:
        known = self._made.get((seed, rival.name))
        return known is not None and known[0] == rival.mind

    def _meet(self, seed: int, rival: Rival) -> None:
        step = self._step
        if seed not in self._briefs:
            self._briefs[seed] = Brief(step.place, step.scenarios[-1], seed)
        brief = self._briefs[seed]
        crafted = brief.crafted(rival.policy)
        self._made[seed, rival.name] = rival.mind, crafted, brief.world(crafted)

    def play(self, pool: Pool) -> Going[Met]:
        """Let the defender meet opponents out of *pool*, and return what it said."""
        step = self._step
        places, worlds = driven(self.opening(pool), lambda _: None)
        found = yield from rollout(worlds, step.tongue, step.tries, step.draws, self._version)
        return Met(places, found)


Duel: TypeAlias = Attack | Defence
