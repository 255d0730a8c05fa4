"""Small runs of the small game, ready for whoever tests evaluations."""

from collections import deque
from collections.abc import Sequence
from pathlib import Path

from integration.terminal import LOOKOUT
from watchfloor.agents import games
from watchfloor.agents.backend import Settings
from watchfloor.evaluation import run, workers
from watchfloor.evaluation.manifest import Manifest, Plan, drawn_up
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.suite import Group, Suite
from watchfloor.evaluation.workers import Staff

PLACE = str(LOOKOUT)
SCENARIOS = ("busy_gate", "quiet_gate")


def suite(policies: Sequence[str] = ("random", "oracle"), seeds: int = 3) -> Suite:
    """Return a suite of the small game with *policies* on so many *seeds*."""
    group = Group(PLACE, "watch", SCENARIOS, tuple(policies), seeds)
    return Suite(name="small", summary="The small game.", version=1, groups=(group,))


def manifest(of: Suite | None = None, settings: Settings | None = None) -> Manifest:
    """Return the manifest of a suite of the small game, whole."""
    played, game = of or suite(), games.find(PLACE)
    recipes = {PLACE: game.recipes["standard"]}
    plan = Plan(played, played.groups, {PLACE: game}, recipes, (), settings or Settings())
    return drawn_up(plan)


def begun(path: Path, of: Suite | None = None) -> Run:
    """Return a new run at *path* in which nothing is played yet."""
    return run.begun(path, manifest(of), {"machine": "of a test"})


def whole(path: Path, of: Suite) -> Run:
    """Return a run at *path* of a suite of shipped games, played to its end."""
    found = {group.game: games.find(group.game) for group in of.groups}
    recipes = {name: game.recipes["standard"] for name, game in found.items()}
    plan = Plan(of, of.groups, found, recipes, (), Settings())
    going = run.begun(path, drawn_up(plan), {"machine": "of a test"})
    deque(workers.played(going, Staff(1)), maxlen=0)
    return going


def finished(path: Path, of: Suite | None = None, jobs: int = 1) -> Run:
    """Return a run at *path* that is played to its end by so many *jobs*."""
    going = begun(path, of)
    deque(workers.played(going, Staff(jobs)), maxlen=0)
    return going
