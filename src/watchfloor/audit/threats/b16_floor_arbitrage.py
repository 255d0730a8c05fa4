"""Say nothing, or something that is turned away, where a good incident would cost more."""

from collections.abc import Iterator

from watchfloor.audit import attacks
from watchfloor.audit.finding import Finding, at_least
from watchfloor.audit.gatehouse import DEAR
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import of
from watchfloor.opensoc import crafting
from watchfloor.opensoc.actions import CraftIncident

_DEFENDERS = ("oracle", "heuristic", "random")
_EMPTY = CraftIncident("dismiss", "", ())


def _probe(trial: Trial) -> Iterator[Finding]:
    numbers = range(trial.effort.cases // DEAR)
    silent = attacks.said_nothing(trial)
    rejected = attacks.earned(trial, attacks.move(_EMPTY), numbers)
    for defender in _DEFENDERS:
        valid = attacks.earned(trial, crafting.scripted, numbers, defender)
        over = [one - other for one, other in zip(valid, rejected, strict=True)]
        what = f"a good incident against {defender} over one that is turned away"
        yield at_least(what, of(over), 0.0, len(valid))
        what = f"a good incident against {defender} over no move at all"
        yield at_least(what, of([one - silent for one in valid]), 0.0, len(valid))


THREAT = Threat(
    name="b16_floor_arbitrage",
    summary="Against a good defender a malformed reply costs less than an honest try.",
    answer="A good incident costs nothing, even against a defender who knows the truth.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
