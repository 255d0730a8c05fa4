"""What a process looks for at a time: one search in one scenario."""

from typing import NamedTuple

from watchfloor.agents import games
from watchfloor.audit.finding import Finding
from watchfloor.audit.search import Budget
from watchfloor.audit.searches import SEARCHES
from watchfloor.audit.trial import Effort, Trial
from watchfloor.play.reward import Recipe


class Seeking(NamedTuple):
    """One search in one scenario."""

    game: str
    recipe: Recipe
    effort: Effort
    search: str
    scenario: str
    budget: Budget


def seek(seeking: Seeking) -> list[Finding]:
    """Return what *seeking* finds, the best of it judged on the seeds of the audit."""
    trial = Trial(games.find(seeking.game), seeking.recipe, seeking.effort)
    look = SEARCHES[seeking.search].look
    return list(look(trial, seeking.scenario, seeking.budget))


def seekings(trial: Trial, place: str, budget: Budget) -> list[Seeking]:
    """Return what is to be looked for in the game of *trial*, which is found at *place*.

    The seconds of *budget* are for all of it in one process; each gets an even share.
    """
    wanted = [
        (name, scenario)
        for name, search in SEARCHES.items()
        if trial.game.name in search.games
        for scenario in trial.scenarios
    ]
    share = budget._replace(seconds=budget.seconds / max(1, len(wanted)))
    recipe, effort = trial.recipe, trial.effort
    return [Seeking(place, recipe, effort, name, where, share) for name, where in wanted]
