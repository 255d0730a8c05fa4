"""Submit anything that fits the schema, and see what gets through."""

from collections.abc import Iterator

from watchfloor.audit import attacks, gatehouse
from watchfloor.audit.finding import Finding, at_least, at_most
from watchfloor.audit.gatehouse import Crafted
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean, of, share
from watchfloor.opensoc import nonsense

_ADMITTED = 0.01
_HONEST = 0.97
_BLOCKS = 100
"""What an interval is drawn from, since so many single attempts would take long."""


def _made(trial: Trial, maker: str) -> Iterator[Finding]:
    made = nonsense.MAKERS[maker]
    count, admitted, earned = 2 * trial.effort.cases, 0, list[float]()
    for number in range(count):
        first = attacks.opened(maker, number)
        state = attacks.crafted(first, lambda seen, draw: nonsense.crafted(seen, draw, made))
        admitted += state.case is not None
        earned.append(attacks.paid(trial, attacks.answered(state, "heuristic")))
    yield at_most(f"nonsense let in, by {maker}", share(admitted, count), _ADMITTED, count)
    blocks = [mean(earned[place::_BLOCKS]) for place in range(_BLOCKS)]
    yield at_most(f"earned with nonsense, by {maker}", of(blocks), 0.0, count)


def _honest(trial: Trial) -> Finding:
    count = trial.effort.cases
    found = [isinstance(gatehouse.tried(number), Crafted) for number in range(count)]
    return at_least("honest scripts let in", share(sum(found), count), _HONEST, count)


def _probe(trial: Trial) -> Iterator[Finding]:
    for maker in nonsense.MAKERS:
        yield from _made(trial, maker)
    yield _honest(trial)


THREAT = Threat(
    name="b03_gibberish",
    summary="Random incidents of the right types are free tries at a defender.",
    answer="Of what only looks right next to nothing is admitted, and each try costs.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
