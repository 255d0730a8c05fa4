"""What policies earn beside each other, at the prices of any recipe.

Everybody plays the same seeds, so that a gap between two of them is measured on equal worlds, and
what is drawn again for an interval is a seed with all that was played on it.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

from watchfloor.agents import contenders, games
from watchfloor.audit.bout import finished
from watchfloor.audit.threat import Exploit
from watchfloor.audit.trial import Trial
from watchfloor.errors import BadExtension
from watchfloor.play.game import Game, Setting
from watchfloor.play.reward import ONE, Recipe
from watchfloor.play.verdict import Verdict

Earned: TypeAlias = tuple[float, ...]
"""What somebody earned, seed by seed."""


class Entrant(NamedTuple):
    """A policy in a place where it can be compared."""

    policy: str
    mode: str
    role: str
    against: str

    @property
    def where(self) -> tuple[str, str, str]:
        """The place, which those compared have in common."""
        return self.mode, self.role, self.against


class Heat(NamedTuple):
    """What one process plays at a time: everybody on one seed of a scenario."""

    game: str
    scenario: str
    seed: int
    entrants: tuple[Entrant, ...]


def entrant(game: Game[Any], exploit: Exploit) -> Entrant:
    """Return *exploit* with what it leaves open filled in."""
    measured = (role for scenario in game.scenarios.values() for role in scenario.measured)
    role = exploit.role or next(measured, next(iter(game.roles)))
    return Entrant(exploit.policy, exploit.mode or game.modes[0], role, exploit.against)


Played: TypeAlias = tuple[Heat, list[Verdict | None]]


class Standings:
    """The verdicts of everybody, kept so that any recipe can price them."""

    def __init__(
        self, game: Game[Any], verdicts: Mapping[tuple[Entrant, str], Sequence[Verdict | None]]
    ) -> None:
        self._game = game
        self._verdicts = verdicts

    def earned(self, recipe: Recipe, who: Entrant, scenario: str) -> Earned:
        """Return what *who* earned on *scenario* at the prices of *recipe*, seed by seed.

        Where nothing could be judged, since no incident was admitted, nothing is earned.
        """
        found, terms = self._verdicts[who, scenario], self._game.terms
        if not any(found):
            message = f"the {who.role} is never judged in the mode {who.mode}; try another role"
            raise BadExtension(message)
        return tuple(recipe.price(one, terms).total / ONE if one else 0.0 for one in found)


def heats(trial: Trial, place: str, entrants: Iterable[Entrant]) -> list[Heat]:
    """Return what has to be played for *entrants* to meet; *place* is where the game is found."""
    everybody = tuple(dict.fromkeys(entrants))
    return [
        Heat(place, scenario, seed, everybody)
        for scenario in trial.scenarios
        for seed in trial.seeds
    ]


def play(heat: Heat) -> list[Verdict | None]:
    """Return the verdict on each entrant of *heat*, if there was anything to judge."""
    game = games.find(heat.game)
    first: dict[str, Any] = {}
    found: list[Verdict | None] = []
    for one in heat.entrants:
        setting = Setting(heat.scenario, one.mode, heat.seed)
        if one.mode not in first:
            first[one.mode] = game.first(setting)
        seats = {
            role: contenders.find(
                game, one.against if one.against and role != one.role else one.policy
            )
            for role in game.roles
        }
        last = finished(game, setting, seats, first[one.mode])
        found.append(next((it for it in game.judge(last) if it.role == one.role), None))
    return found


def standings(trial: Trial, played: Sequence[Played]) -> Standings:
    """Return what the heats *played* come to."""
    verdicts: dict[tuple[Entrant, str], list[Verdict | None]] = {}
    for heat, found in played:
        for one, verdict in zip(heat.entrants, found, strict=True):
            verdicts.setdefault((one, heat.scenario), []).append(verdict)
    return Standings(trial.game, verdicts)
