"""What a training run ends with: an evaluation of every model that it tells of."""

from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

from watchfloor.agents.backend import Settings
from watchfloor.agents.learned import LEARNED
from watchfloor.agents.prompt import ORDINARY
from watchfloor.cli import progress, tables
from watchfloor.evaluation import machine, run, workers
from watchfloor.evaluation.manifest import Plan, drawn_up
from watchfloor.evaluation.suite import Wish, narrowed
from watchfloor.evaluation.suites import SUITES
from watchfloor.evaluation.workers import Staff
from watchfloor.play.game import Game


class Exam(NamedTuple):
    """What is evaluated: models in directories, by the worlds that every evaluation plays."""

    game: Game[Any]
    mode: str
    recipe: str
    worlds: int
    """Of each scenario."""
    models: Sequence[Path]


def held(exam: Exam, folder: Path, *, is_json: bool) -> Path:
    """Hold *exam*, with its run in *folder*, print what everybody earned and return the report."""
    policies = tuple(f"{LEARNED}:{model}" for model in exam.models)
    found = {exam.game.name: exam.game}
    wish = Wish(policies=policies, games=(exam.game.name,), modes=(exam.mode,), seeds=exam.worlds)
    suite = SUITES["quick"]
    groups = narrowed(suite, wish, found)
    recipes = {exam.game.name: exam.game.recipes[exam.recipe]}
    plan = Plan(suite, groups, found, recipes, policies, Settings(), ORDINARY)
    going = run.begun(folder, drawn_up(plan), machine.here(""))
    with closing(workers.played(going, Staff(1, Settings(), ORDINARY))) as tallies:
        progress.watch(going, tallies)
    tables.tell(going, is_whole=True, is_json=is_json)
    return progress.reported(going, 1)[0]
