"""Prices last states of the triage game, each set of facts once."""

from watchfloor.audit.triage_openings import verdict
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.state import State
from watchfloor.play.reward import ONE


class Till:
    """What verdicts are paid at the prices of a trial, remembered by what they state."""

    def __init__(self, trial: Trial) -> None:
        self._trial = trial
        self._known: dict[tuple[object, ...], float] = {}

    def paid(self, last: State) -> float:
        """Return what the defender is paid for having come to the state *last*."""
        found = verdict(self._trial, last)
        key = tuple([fact.value for fact in found.facts])
        if key not in self._known:
            reward = self._trial.recipe.price(found, self._trial.game.terms)
            self._known[key] = reward.total / ONE
        return self._known[key]
