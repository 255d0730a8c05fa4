"""Tables of the triage game: an answer for whatever is seen at a glance, found by cross-entropy."""

from collections.abc import Iterator
from typing import NamedTuple

from watchfloor.audit import triage_references as references
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding
from watchfloor.audit.search import Budget, Search
from watchfloor.audit.triage_lazy import GLANCES, STYLES, Lazy, Odds, Sheet, earns
from watchfloor.audit.triage_macros import Macro, told
from watchfloor.audit.triage_openings import at, opened
from watchfloor.audit.triage_till import Till
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean
from watchfloor.opensoc.stages import STAGES

_DRAWN, _BEST = 150, 15
"""Tables of a round, and those of them that the next one is drawn after."""
_LEARNED, _SHARE = 400, 10
"""Incidents on which tables are told apart, at the least; else of those to learn from one in so
many."""


class _Closest(NamedTuple):
    """The best table of a search, and how many were tried for it."""

    table: Lazy
    tried: int


def _best(trial: Trial, sheets: list[Sheet], budget: Budget, name: str) -> _Closest:
    """Return the best table that is found for *sheets* within *budget*."""
    draw, may_begin = trial.draws("tables", name).stream(), budget.clock()
    odds = Odds(sorted({one.cell for one in sheets}))
    closest, most, number = odds.drawn(draw), -float("inf"), 0
    while may_begin(number):
        drawn = [odds.drawn(draw) for _ in range(_DRAWN)]
        earned = [mean([table.worth(one) for one in sheets]) for table in drawn]
        order = sorted(range(_DRAWN), key=lambda place: earned[place], reverse=True)  # at once
        if earned[order[0]] > most:
            closest, most = drawn[order[0]], earned[order[0]]
        odds.move([drawn[place] for place in order[:_BEST]])
        number += 1
    return _Closest(closest, number * _DRAWN)


def _look(trial: Trial, scenario: str, budget: Budget) -> Iterator[Finding]:
    share = budget._replace(seconds=budget.seconds / len(GLANCES))
    count = max(_LEARNED, trial.effort.grown // _SHARE)
    seeds = (trial.draws("tables", scenario, number) for number in range(count))
    shown = [opened(seed, STAGES[scenario]) for seed in seeds]
    asked = [at(trial, scenario, "defender_only", seed) for seed in trial.seeds]
    near = references.beside(trial, asked, "tables", scenario)
    till = Till(trial)
    learned, judged = ([earns(till, it) for it in them] for them in (shown, asked))
    for name, glance in GLANCES.items():
        sheets = [Sheet(glance(it), one) for it, one in zip(shown, learned, strict=True)]
        table, tried = _best(trial, sheets, share, name)
        later = [Sheet(glance(it), one) for it, one in zip(asked, judged, strict=True)]
        found = tuple([table.worth(one) for one in later])
        style = told(Macro((), "monitor", *STYLES[table.style])).partition(", ")[2]
        yield beside(f"table by {name} on {scenario}", found, near, f"of {tried:,}, {style}")


SEARCH = Search(
    name="triage_tables",
    summary="An answer for whatever is seen at a glance, with citations by their place.",
    games=("opensoc",),
    look=_look,
)
