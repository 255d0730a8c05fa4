"""Find one trick that works, and play nothing else."""

from collections import Counter
from collections.abc import Iterator, Sequence
from math import log2

from watchfloor.audit import attacks, best_response
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding, at_least
from watchfloor.audit.gatehouse import DEAR
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval, mean, over
from watchfloor.opensoc import crafting, nonsense
from watchfloor.opensoc.route import MALICIOUS
from watchfloor.opensoc.state import State
from watchfloor.world.detection import signals

_FEWEST_BITS = 3.0
"""As if eight kinds of incident came equally often."""
_BRIEFS = 10
"""Attempts of a millisecond that a guided attack costs, and one of a repertoire to be learnt."""


def _story(state: State) -> str:
    """Return the signs of an incident in their order, which is what it is told apart by."""
    events = state.case.events if state.case is not None else ()
    return " ".join(dict.fromkeys(signal.rule for signal in signals(events)))


def _bits(stories: Sequence[str]) -> float:
    """Return the entropy of *stories*."""
    counts = Counter(stories).values()
    return -sum(it / len(stories) * log2(it / len(stories)) for it in counts)


def _variety(trial: Trial) -> Finding:
    numbers = range(trial.effort.cases // DEAR)
    firsts = (attacks.opened("briefs", number) for number in numbers)
    stories = [_story(attacks.crafted(first, crafting.guided)) for first in firsts]
    drawn = over(lambda places: _bits([stories[it] for it in places]), len(stories))
    off = drawn.mean - (drawn.low + drawn.high) / 2  # what is drawn again is less varied
    bits = Interval(drawn.mean, drawn.low + off, drawn.high + off)
    return at_least("bits of variety of the guided attack", bits, _FEWEST_BITS, len(stories))


def _one_trick(trial: Trial) -> Finding:
    count = max(2, trial.effort.cases // 500)
    repertoire = best_response.best(trial, 2 * trial.effort.cases // DEAR, count)
    mean_of = {
        answer: mean(best_response.tried(trial, repertoire[answer], _BRIEFS))
        for answer in MALICIOUS
    }
    trick = repertoire[max(MALICIOUS, key=lambda answer: mean_of[answer])]
    numbers = range(trial.effort.cases // _BRIEFS)
    near = {
        "random": attacks.earned(trial, nonsense.crafted, numbers),
        "guided": attacks.earned(trial, crafting.guided, numbers),
    }
    earned = attacks.earned(trial, best_response.attack(trick), numbers)
    return beside(f"always {trick.name}", earned, near, honest="guided")


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _variety(trial)
    yield _one_trick(trial)


THREAT = Threat(
    name="b13_mode_collapse",
    summary="An attacker that knows one incident which works need not find another.",
    answer="What is asked for changes with every brief, so one trick is turned away mostly.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
