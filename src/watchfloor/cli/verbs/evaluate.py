"""Play a suite of policies, scenarios and seeds, and tell what each policy earns."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from watchfloor.agents import games
from watchfloor.agents.prompt import Limits
from watchfloor.catalog import named
from watchfloor.cli import asking, progress, tables
from watchfloor.cli import options as common
from watchfloor.cli.parser import option_names
from watchfloor.cli.verb import DONE, INTERRUPTED, Verb
from watchfloor.codec import digest
from watchfloor.errors import BadInput
from watchfloor.evaluation import machine, run, workers
from watchfloor.evaluation.manifest import Plan, drawn_up
from watchfloor.evaluation.reopening import reopened
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.store import counted
from watchfloor.evaluation.suite import Wish, narrowed
from watchfloor.evaluation.suites import SUITES
from watchfloor.evaluation.workers import Staff
from watchfloor.play.game import Game

_FOLDER = Path("runs")
"""Where runs are made if nothing else is said."""
_FIXED = ("policy", "game", "scenario", "mode", "seeds", "recipe", "repeats", "out")
"""What a manifest fixes."""


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor evaluate [--suite NAME] [--policy POLICY ...] [options]"
    add, count = parser.add_argument, common.whole(1)
    add("--suite", default="quick", metavar="NAME", help="what is played; quick if not given")
    tested = "put this policy to the test, any that `play` takes; may be given again"
    add("--policy", action="append", default=[], metavar="POLICY", help=tested)
    game = "only this game of the suite, or the folder of another; may be given again"
    add("--game", action="append", default=[], metavar="GAME", help=game)
    scenario = "only this scenario; may be given again"
    add("--scenario", "--stage", action="append", default=[], metavar="NAME", help=scenario)
    add("--mode", action="append", default=[], metavar="M", help="only this mode")
    add("--seeds", type=count, metavar="N", help="the first so many seeds, instead of the suite's")
    recipe = "the name of a shipped recipe, or a TOML file for a single game"
    add("--recipe", metavar="NAME", help=recipe)
    repeats = "how often models play each seed, drawing other answers"
    add("--repeats", type=count, metavar="K", help=repeats)
    add("--out", type=Path, metavar="DIR", help="the folder of the run; under runs/ if not given")
    add("--resume", type=Path, metavar="DIR", help="go on with the run in this folder")
    again = "ask models again where they gave no reply"
    add("--again", action="store_true", help=again)
    jobs = "processes at work at once, as many as there are cores if not given"
    add("--jobs", type=count, metavar="N", help=jobs)
    no_report = "leave report.html and report.md to the verb `report`"
    add("--no-report", action="store_true", help=no_report)
    add("--whole", action="store_true", help="show every policy, not the best lazy one alone")
    asking.add_models(parser)
    asking.add_concurrency(parser)
    answers = "keep what models say, word for word and with their thoughts, in the run"
    add("--answers", action="store_true", help=answers)
    common.add_json(parser)


def _run(options: Namespace, words: Sequence[str]) -> int:
    going = _resumed(options, words) if options.resume else _begun(options, words)
    staff = _staff(options, going)
    if options.again:
        _reopen(going)
    try:
        with closing(workers.played(going, staff)) as tallies:
            progress.watch(going, tallies)
    except KeyboardInterrupt:
        sys.stderr.write(f"watchfloor: stopped; every finished episode is kept; {going.go_on}\n")
        return INTERRUPTED
    tables.tell(going, is_whole=options.whole, is_json=options.json)
    if not options.no_report:
        page, _ = progress.reported(going, staff.jobs)
        if not options.json:
            sys.stdout.write(f"report: {page}\n")
    return DONE


def _reopen(going: Run) -> None:
    count = reopened(going)
    told = f"{counted(count, 'episode')} without a reply is played again"
    sys.stderr.write(f"watchfloor: {told if count == 1 else told.replace(' is ', ' are ')}\n")


def _begun(options: Namespace, words: Sequence[str]) -> Run:
    """Return the run that *options* ask for, new or as far as it has come."""
    suite = named("suite", options.suite, SUITES)
    places = [*(group.game for group in suite.groups), *options.game]
    found = {place: games.find(place) for place in dict.fromkeys(places)}
    wish = _wish(options, words, found)
    groups = narrowed(suite, wish, found)
    recipe = options.recipe or suite.recipe
    recipes = {it.game: common.recipe(found[it.game], recipe) for it in groups}
    settings, limits = asking.settings(options), asking.limits(options)
    manifest = drawn_up(Plan(suite, groups, found, recipes, wish.policies, settings, limits))
    name = f"{suite.name}-{digest(manifest)[:8]}"
    return run.begun(options.out or _FOLDER / name, manifest, machine.here(options.base_url))


def _wish(options: Namespace, words: Sequence[str], found: Mapping[str, Game[Any]]) -> Wish:
    roles = [role for game in found.values() for role in game.roles]
    policies = {name for game in found.values() for name in game.policies}
    return Wish(
        policies=tuple(options.policy),
        games=tuple(options.game),
        scenarios=tuple(options.scenario),
        modes=tuple(options.mode),
        others=common.named_seats(words, roles, policies, _known()),
        seeds=options.seeds,
        repeats=options.repeats,
    )


def _known() -> list[str]:
    parser = ArgumentParser(allow_abbrev=False)
    _options(parser)
    return option_names(parser)


def _resumed(options: Namespace, words: Sequence[str]) -> Run:
    """Return the run to go on with, which the manifest tells all of."""
    asked = [f"--{name}" for name in _FIXED if getattr(options, name)] + [*words]
    if asked or options.suite != "quick":
        message = (
            f"{asked[0] if asked else '--suite'} is given beside --resume, "
            "which goes on with what was asked for first; leave it out"
        )
        raise BadInput(message)
    going = Run(options.resume)
    going.check_sources()
    return going


def _staff(options: Namespace, going: Run) -> Staff:
    """Return who plays the run *going* on, asking models as its manifest says."""
    settings, limits = asking.settings(options), asking.limits(options)
    asked = going.manifest.asking
    if options.resume and asked:
        settings = replace(
            settings,
            base_url=settings.base_url or str(going.stamped.made.get("endpoint", "")),
            temperature=float(asked.temperature) if asked.temperature else None,
            most_out=asked.most_out,
            extra=asked.extra,
            repeat=asked.repeat,
        )
        limits = Limits(characters=asked.characters, is_terse=asked.is_terse)
    jobs = options.jobs or os.cpu_count() or 1
    return Staff(jobs, settings, limits, options.answers)


VERB = Verb(
    name="evaluate",
    example="watchfloor evaluate --game tests/games/lookout --seeds 5",
    options=_options,
    run=_run,
    takes_seats=True,
)
