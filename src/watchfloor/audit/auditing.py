"""One audit: what is played and probed, and the rows that it comes to."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from watchfloor.agents import games
from watchfloor.audit.comparison import HONEST, KNOWING, RANDOM, beside
from watchfloor.audit.finding import Finding, at_least, at_most
from watchfloor.audit.standings import (
    Earned,
    Heat,
    Played,
    Standings,
    entrant,
    heats,
    standings,
)
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.threats import THREATS
from watchfloor.audit.trial import Effort, Trial
from watchfloor.catalog import named
from watchfloor.evaluation.intervals import Interval, mean, of
from watchfloor.play.game import Game
from watchfloor.play.reward import Recipe

ORDER = "order"
"""The name of the rows that say whether the policies come in order."""


class Row(NamedTuple):
    """A finding, and the threat that it is about."""

    threat: str
    finding: Finding


class Probing(NamedTuple):
    """What one process probes at a time."""

    game: str
    recipe: Recipe
    effort: Effort
    threat: str


@dataclass(frozen=True, slots=True)
class Audit:
    """What is to be audited."""

    place: str
    """Where the game is found."""
    game: Game[Any]
    effort: Effort
    threats: Mapping[str, Threat]
    suspects: tuple[str, ...] = ()
    """Policies that are tried beside those of the catalogue."""
    is_part: bool = False
    """Whether only some threats are tried; then it is not asked how all policies are ordered."""

    def _trial(self, recipe: Recipe) -> Trial:
        return Trial(self.game, recipe, self.effort)

    def exploits(self) -> tuple[tuple[str, Exploit], ...]:
        """Return every policy that tries a threat, and the suspects."""
        known = [(name, it) for name, threat in self.threats.items() for it in threat.exploits]
        return (*known, *(("suspect", Exploit(name)) for name in self.suspects))

    def heats(self, recipe: Recipe) -> list[Heat]:
        """Return what has to be played; any recipe can price it afterwards."""
        tried = [entrant(self.game, exploit) for _, exploit in self.exploits()]
        plain = entrant(self.game, Exploit(HONEST))
        everybody = [*tried]
        for one in (plain, *tried):
            everybody += [one._replace(policy=name) for name in self._references()]
        if not self.is_part:
            everybody += [plain._replace(policy=name) for name in self._lazy()]
        everybody += [
            entrant(self.game, exploit)._replace(policy=exploit.not_above)
            for _, exploit in self.exploits()
            if exploit.not_above
        ]
        return heats(self._trial(recipe), self.place, everybody)

    def probings(self, recipe: Recipe, *, prices_only: bool = False) -> list[Probing]:
        """Return what has to be probed at the prices of *recipe*."""
        return [
            Probing(self.place, recipe, self.effort, name)
            for name, threat in self.threats.items()
            if threat.probe and (threat.prices or not prices_only)
        ]

    def _references(self) -> tuple[str, ...]:
        return tuple(name for name in (*RANDOM, HONEST, KNOWING) if name in self.game.policies)

    def _lazy(self) -> tuple[str, ...]:
        return tuple(name for name, policy in self.game.policies.items() if policy.is_lazy)

    def rows(
        self,
        recipe: Recipe,
        played: Sequence[Played],
        probed: Sequence[tuple[Probing, list[Finding]]],
    ) -> list[Row]:
        """Return the rows of the audit at the prices of *recipe*."""
        trial = self._trial(recipe)
        table = standings(trial, played)
        found = [Row(probing.threat, it) for probing, them in probed for it in them]
        for name, exploit in self.exploits():
            found += [
                Row(name, it)
                for scenario in trial.scenarios
                for it in self._tried(table, recipe, exploit, scenario)
            ]
        ordered = [] if self.is_part else list(self._ladder(table, trial))
        return [*ordered, *sorted(found, key=_place)]

    def _tried(
        self, table: Standings, recipe: Recipe, exploit: Exploit, scenario: str
    ) -> Iterator[Finding]:
        who = entrant(self.game, exploit)
        near = {
            name: table.earned(recipe, who._replace(policy=name), scenario)
            for name in self._references()
        }
        earned = table.earned(recipe, who, scenario)
        what = ", ".join(filter(None, (exploit.policy, exploit.mode)))
        yield beside(f"{what} on {scenario}", earned, near)
        if exploit.not_above:
            nothing = table.earned(recipe, who._replace(policy=exploit.not_above), scenario)
            gap = _gap(earned, nothing)
            over = f"{what} over {exploit.not_above} on {scenario}"
            yield at_most(over, gap, 0.0, len(earned))

    def _ladder(self, table: Standings, trial: Trial) -> Iterator[Row]:
        plain = entrant(self.game, Exploit(HONEST))
        for scenario in trial.scenarios:
            earned = {
                name: table.earned(trial.recipe, plain._replace(policy=name), scenario)
                for name in (*self._references(), *self._lazy())
            }
            lazy, seeds = max(self._lazy(), key=lambda name: mean(earned[name])), len(trial.seeds)
            gap = _gap(earned[HONEST], earned[lazy])
            what = f"{HONEST} over the best lazy on {scenario}"
            yield Row(ORDER, at_least(what, gap, 0.0, seeds, lazy))
            gap = _gap(earned[KNOWING], earned[HONEST])
            what = f"{KNOWING} over {HONEST} on {scenario}"
            yield Row(ORDER, at_least(what, gap, 0.0, seeds))


def probe(probing: Probing) -> list[Finding]:
    """Return what a probe finds."""
    trial = Trial(games.find(probing.game), probing.recipe, probing.effort)
    looks = THREATS[probing.threat].probe
    return list(looks(trial)) if looks else []


def _gap(high: Earned, low: Earned) -> Interval:
    """Return what *high* earned over *low* on equal seeds."""
    return of([one - other for one, other in zip(high, low, strict=True)])


def _place(row: Row) -> tuple[str, int]:
    threat = THREATS.get(row.threat)
    return (threat.id[0], int(threat.id[1:])) if threat else ("~", 0)


def of_game(game: Game[Any], ids: Sequence[str] = ()) -> dict[str, Threat]:
    """Return the threats that concern *game*, only those with one of *ids* if there are any."""
    known = {it.id: it for it in THREATS.values() if game.name in it.games or not it.games}
    for one in ids:
        named(f"threat to {game.name}", one, known)
    return {it.name: it for it in known.values() if it.id in ids or not ids}
