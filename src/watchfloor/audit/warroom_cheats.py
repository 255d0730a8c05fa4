"""What teams earn that know the truth and use only half of it."""

from collections.abc import Iterator, Sequence

from watchfloor.audit.comparison import KNOWING
from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import earned
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting

CROWDED = ("hard", "mixed", "intruder", "diversion", "cascade")
"""Scenarios with several incidents."""


def below_oracle(
    trial: Trial, cheat: str, scenarios: Sequence[str] = (), least: float = 0.02
) -> Iterator[Finding]:
    """Return that *cheat* earns less than the oracle, by so much at the *least*.

    Of the *scenarios*, all if none is named, as many are played as *trial* plays at all.
    """
    names = scenarios or tuple(GAME.scenarios)
    for scenario in names[: trial.effort.scenarios or len(names)]:
        settings = [Setting(scenario, "sequential", seed) for seed in trial.seeds]
        pairs = zip(
            *(earned(trial, settings, GAME.policies[name]) for name in (cheat, KNOWING)),
            strict=True,
        )
        gap = of([one - other for one, other in pairs])
        yield at_most(f"{cheat} over the oracle on {scenario}", gap, -least, len(settings))
