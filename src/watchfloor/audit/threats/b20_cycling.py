"""Go round in a circle of attacks and defences, which looks like progress."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from watchfloor.audit import attacks, best_response
from watchfloor.audit.finding import Finding, at_least, at_most
from watchfloor.audit.standings import Earned
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import of
from watchfloor.opensoc import crafting, nonsense
from watchfloor.opensoc.either import Attacks

_ATTACKS: Mapping[str, Attacks] = {
    "random": nonsense.crafted,
    "scripted": crafting.scripted,
    "guided": crafting.guided,
}
"""From clumsy to cunning."""
_DEFENDERS = ("random", "heuristic", "oracle")
"""The same."""
_COST = 20
"""Attempts of a millisecond that all attacks on one brief cost."""


def _gap(high: Earned, low: Earned) -> Earned:
    return tuple(one - other for one, other in zip(high, low, strict=True))


def _matrix(trial: Trial, count: int) -> Iterator[Finding]:
    """Return whether who is better against one opponent is no worse against another."""
    attacked: dict[tuple[str, str], Earned] = {}
    defended: dict[tuple[str, str], Earned] = {}
    for name, attack in _ATTACKS.items():
        firsts = [attacks.opened("briefs", number) for number in range(count)]
        crafted = [attacks.crafted(first, attack) for first in firsts]
        for who in _DEFENDERS:
            last = [attacks.answered(it, who, number) for number, it in enumerate(crafted)]
            attacked[name, who] = tuple(attacks.paid(trial, state) for state in last)
            defended[name, who] = tuple(attacks.paid(trial, it, "defender") for it in last)
    names = tuple(_ATTACKS)
    for who in _DEFENDERS:
        for low, high in pairwise(names):
            gap = of(_gap(attacked[high, who], attacked[low, who]))
            yield at_least(f"{high} over {low} against {who}", gap, 0.0, count)
    for name in names[1:]:
        for low, high in pairwise(_DEFENDERS):
            gap = of(_gap(defended[name, high], defended[name, low]))
            yield at_least(f"{high} over {low} when attacked by {name}", gap, 0.0, count)


def _best_response(trial: Trial, count: int) -> Finding:
    """Return what the best repertoire earns over an attacker that reads its brief."""
    effort = trial.effort.cases
    repertoire = best_response.best(trial, effort // 5, max(1, effort // 400))
    numbers = range(count)
    earned = attacks.earned(trial, best_response.response(repertoire), numbers)
    guided = attacks.earned(trial, crafting.guided, numbers)
    found = of(_gap(earned, guided))
    told = f"{of(earned).mean:.3f} with " + ", ".join(
        f"{trick.name} for {answer}" for answer, trick in repertoire.items()
    )
    return at_most("the best repertoire of attacks over the guided attack", found, 0.0, count, told)


def _probe(trial: Trial) -> Iterator[Finding]:
    count = trial.effort.cases // _COST
    yield from _matrix(trial, 2 * count)
    yield _best_response(trial, 2 * count)


THREAT = Threat(
    name="b20_cycling",
    summary="Each generation beats the one before it, and loses to the one before that.",
    answer="Who is better is better against everybody, and tricks learnt by heart by reading.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
