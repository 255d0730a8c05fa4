"""What a training run ends with: an evaluation of every model that it tells of."""

from contextlib import closing
from pathlib import Path

from watchfloor.agents.backend import Settings
from watchfloor.agents.prompt import Limits
from watchfloor.cli import progress, tables
from watchfloor.evaluation import contest, machine, run, workers
from watchfloor.evaluation.contest import Side
from watchfloor.evaluation.manifest import Plan, drawn_up
from watchfloor.evaluation.suite import Wish, narrowed
from watchfloor.evaluation.suites import SUITES
from watchfloor.evaluation.workers import Staff
from watchfloor.training.exam import Exam


def _asked(exam: Exam) -> Settings:
    """Return how models are asked in *exam*: as they were in training."""
    extra = {"chat_template_kwargs": dict(exam.template)} if exam.template else {}
    return Settings(most_out=exam.most_out, extra=extra)


def held(exam: Exam, folder: Path, *, is_json: bool) -> Path:
    """Hold *exam*, with its run in *folder*, print what everybody earned and return the report."""
    policies, settings = (*exam.trained, *exam.beside), _asked(exam)
    limits = Limits(is_terse=exam.is_terse)
    found = {exam.game.name: exam.game}
    wish = Wish(
        policies=policies,
        games=(exam.game.name,),
        scenarios=exam.scenarios,
        modes=(exam.mode,),
        seeds=exam.worlds,
    )
    suite = SUITES["quick"]
    groups = narrowed(suite, wish, found)
    recipes = {exam.game.name: exam.game.recipes[exam.recipe]}
    plan = Plan(suite, groups, found, recipes, policies, settings, limits)
    going = run.begun(folder, drawn_up(plan), machine.here(""))
    with closing(workers.played(going, Staff(1, settings, limits))) as tallies:
        progress.watch(going, tallies)
    tables.tell(going, is_whole=True, is_json=is_json)
    pairs = [(Side(going, exam.trained[-1]), Side(going, other)) for other in exam.beside]
    if pairs:
        tables.tell_pairs(contest.contest(pairs), is_json=is_json)
    return progress.reported(going, 1)[0]
