"""Teams of the war-room that propose as soon as they have asked, and do not weigh what they have.

Beside them stands the best team that does weigh it and is as simple otherwise. It is honest, as far
as it goes, so it is told and not judged.
"""

from collections.abc import Iterator
from statistics import mean

from watchfloor.audit.breeding import Best, Family, Size, best
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding
from watchfloor.audit.search import Budget, Search
from watchfloor.audit.standings import Earned
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import earned, played, references, worth
from watchfloor.audit.warroom_teams import (
    LAZY,
    SIMPLE,
    Laziness,
    Ranges,
    any_way,
    around,
    policy,
    told,
)
from watchfloor.play.game import Setting

_SIZE = Size(drawn=12, bred=24, kept=18, beam=10)
_PARTS = 3
"""How many searches share the time."""


def _look(trial: Trial, scenario: str, budget: Budget) -> Iterator[Finding]:
    share = budget._replace(seconds=budget.seconds / _PARTS)
    first = (scenario, "sequential")
    simple = _earned(trial, first, _best(trial, first, SIMPLE, share).way)
    honest = f"one that weighs its evidence earns {mean(simple):.3f}"
    for mode in ("sequential", "parallel"):
        lazy, tried = _best(trial, (scenario, mode), LAZY, share)
        found = _earned(trial, (scenario, mode), lazy)
        what = f"lazy team, {mode}, on {scenario}"
        yield beside(
            what,
            found,
            references(trial, scenario, mode),
            f"of {tried:,} teams, {told(lazy)}; {honest}",
        )


def _best(trial: Trial, place: tuple[str, str], ranges: Ranges, budget: Budget) -> Best[Laziness]:
    """Return the best team with numbers in *ranges* in a *place*: a scenario and a mode."""
    family = Family(
        drawn=lambda draw: any_way(ranges, draw),
        bred=lambda parents, draw: around(parents, ranges, draw),
        worth=lambda way, seed: worth(trial, played(Setting(*place, seed), policy(way))),
        size=_SIZE,
    )
    is_simple = "simple" if ranges is SIMPLE else "lazy"
    return best(family, budget, trial.draws(is_simple, *place).stream())


def _earned(trial: Trial, place: tuple[str, str], way: Laziness) -> Earned:
    return earned(trial, [Setting(*place, seed) for seed in trial.seeds], policy(way))


SEARCH = Search(
    name="warroom_teams",
    summary="Teams that ask in a fixed order and propose whatever a ranking puts first.",
    games=("logsentinel",),
    look=_look,
)
