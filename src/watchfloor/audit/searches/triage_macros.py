"""Macros of the triage game that look at nothing."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

from watchfloor.audit import triage_references as references
from watchfloor.audit.breeding import Family, Size, best
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding
from watchfloor.audit.search import Budget, Search
from watchfloor.audit.triage_macros import Given, Macro, changed, drawn, finished, given, told
from watchfloor.audit.triage_openings import at, opened
from watchfloor.audit.triage_till import Till
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Mode
from watchfloor.seeds import Stream

_SIZE = Size(drawn=700, bred=240, kept=60, beam=30)
_BATCH = 12
"""Incidents that stand for one seed of the search; they are short."""
_MODES: tuple[Mode, ...] = ("defender_only", "casework")


def _family(trial: Trial, scenario: str, mode: Mode) -> Family[Macro]:
    till, may_ask = Till(trial), mode == "casework"

    @lru_cache(maxsize=64)
    def batch(seed: int) -> tuple[Given, ...]:
        seeds = (trial.draws("macros", mode, scenario, seed, place) for place in range(_BATCH))
        return tuple([given(opened(one, STAGES[scenario], mode)) for one in seeds])

    def worth(macro: Macro, seed: int) -> float:
        return mean([till.paid(finished(macro, it)) for it in batch(seed)])

    def bred(parents: Sequence[Macro], draw: Stream) -> Macro:
        return changed(draw.pick(parents), draw, may_ask=may_ask)

    return Family(lambda draw: drawn(draw, may_ask=may_ask), bred, worth, _SIZE)


def _look(trial: Trial, scenario: str, budget: Budget) -> Iterator[Finding]:
    share = budget._replace(seconds=budget.seconds / len(_MODES))
    till = Till(trial)
    for mode in _MODES:
        draw = trial.draws("macros", mode, scenario).stream()
        macro, tried = best(_family(trial, scenario, mode), share, draw)
        asked = [at(trial, scenario, mode, seed) for seed in trial.seeds]
        earned = tuple([till.paid(finished(macro, it)) for it in map(given, asked)])
        near = _REFERENCES[mode](trial, asked, "macros", scenario)
        yield beside(f"macro, {mode}, on {scenario}", earned, near, f"of {tried:,}, {told(macro)}")


_REFERENCES: dict[Mode, Callable[..., dict[str, tuple[float, ...]]]] = {
    "defender_only": references.beside,
    "casework": references.beside_asking,
}

SEARCH = Search(
    name="triage_macros",
    summary="Look-ups, an answer and citations fixed beforehand, whatever the incident is.",
    games=("opensoc",),
    look=_look,
)
