"""Try every known way to earn without doing the job, and say what each is worth."""

import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace
from os import cpu_count
from pathlib import Path
from typing import Any

from watchfloor.agents import contenders, games
from watchfloor.audit import auditing, picture
from watchfloor.audit.auditing import Audit, Row
from watchfloor.audit.search import FULL as FULL_SEARCH
from watchfloor.audit.search import Budget
from watchfloor.audit.seeking import seek, seekings
from watchfloor.audit.standings import play
from watchfloor.audit.trial import FULL, QUICK, Trial
from watchfloor.cli import audited, screen
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.play.reward import Recipe

_UNITS = {"s": 1, "m": 60, "h": 3600}


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor audit GAME [options]"
    parser.add_argument("name", metavar="GAME", help="a shipped game, or the folder of another")
    recipe = "the prices: a shipped recipe, or a TOML file; all that are shipped if not given"
    parser.add_argument("--recipe", metavar="NAME", help=recipe)
    only = "try these threats alone, by their numbers in the catalogue, such as A3,C6"
    parser.add_argument("--only", metavar="IDS", default="", help=only)
    suspect = "try this policy too, one of the game or PATH.py:NAME; may be given again"
    parser.add_argument("--policy", action="append", default=[], metavar="POLICY", help=suspect)
    parser.add_argument("--quick", action="store_true", help="less of everything, in a minute")
    seeds = "episodes of each policy on each scenario"
    parser.add_argument("--seeds", type=common.whole(2), metavar="N", help=seeds)
    parser.add_argument("--whole", action="store_true", help="show every row, not the worst")
    search = "look for new ways by machine for so long, 60s, 5m or `whole`, then judge them"
    parser.add_argument("--search", type=_budget, metavar="TIME", help=search)
    drawn = "draw what each way to earn comes to; .svg, .png or .pdf"
    parser.add_argument("--picture", type=Path, metavar="FILE", help=drawn)
    jobs = "processes at work at once, as many as there are cores if not given"
    parser.add_argument("--jobs", type=common.whole(1), metavar="N", help=jobs)
    common.add_json(parser)


def _budget(text: str) -> Budget:
    """Return how long a search may take, of *text* such as 90, 60s, 5m or 1h."""
    if text == "whole":
        return FULL_SEARCH
    number, unit = (text[:-1], text[-1:]) if text[-1:] in _UNITS else (text, "s")
    if not (number.isascii() and number.isdigit() and 0 < len(number) < 7 and int(number)):
        message = f"found {text!r}, expected a time such as 60s, 5m or 1h, or `whole`"
        raise ArgumentTypeError(message)
    return FULL_SEARCH._replace(seconds=float(int(number) * _UNITS[unit]))


def _run(options: Namespace, _words: Sequence[str]) -> int:
    game = games.find(options.name)
    recipes = _recipes(game, options.recipe)
    for name in options.policy:
        contenders.find(game, name)
    if options.picture:
        picture.checked(options.picture)
    effort = QUICK if options.quick else FULL
    if options.seeds:
        effort = replace(effort, seeds=options.seeds, short_seeds=options.seeds)
    ids: list[str] = options.only.split(",") if options.only else []
    threats, suspects = auditing.of_game(game, ids), tuple(options.policy)
    audit = Audit(options.name, game, effort, threats, suspects, is_part=bool(ids))
    jobs = options.jobs or cpu_count() or 1
    with ProcessPoolExecutor(jobs) as pool:
        tables = _audited(audit, recipes, pool)
        if options.search:
            asked: Budget = options.search
            budget = asked._replace(seconds=asked.seconds * jobs)
            tables[recipes[0].name] += _sought(audit, recipes[0], budget, pool)
    _tell(game.name, tables, options)
    if options.picture:
        _draw(game.name, tables, options.picture)
    return _status(tables, is_asked=options.recipe is not None or bool(ids))


def _recipes(game: Any, name: str | None) -> list[Recipe]:  # noqa: ANN401  # any game
    """Return the recipe called *name*, or all of *game*, its standard first."""
    if name is not None:
        return [common.recipe(game, name)]
    return sorted(game.recipes.values(), key=lambda recipe: recipe.name != "standard")


def _audited(
    audit: Audit, recipes: Sequence[Recipe], pool: ProcessPoolExecutor
) -> dict[str, list[Row]]:
    first, heats = recipes[0], audit.heats(recipes[0])
    probings = [
        one for recipe in recipes for one in audit.probings(recipe, prices_only=recipe != first)
    ]
    probing = zip(probings, pool.map(auditing.probe, probings), strict=True)
    probed = list(screen.watched(probing, len(probings), "probes"))
    playing = zip(heats, pool.map(play, heats, chunksize=2), strict=True)
    played = list(screen.watched(playing, len(heats), "worlds"))
    return {
        recipe.name: audit.rows(recipe, played, [one for one in probed if one[0].recipe == recipe])
        for recipe in recipes
    }


def _sought(audit: Audit, recipe: Recipe, budget: Budget, pool: ProcessPoolExecutor) -> list[Row]:
    """Return what the searches find that *budget* is shared by."""
    trial = Trial(audit.game, recipe, audit.effort)
    wanted = seekings(trial, audit.place, budget)
    seeking = zip(wanted, pool.map(seek, wanted), strict=True)
    return [
        Row("search", finding)
        for _, found in screen.watched(seeking, len(wanted), "searches")
        for finding in found
    ]


def _tell(game: str, tables: dict[str, list[Row]], options: Namespace) -> None:
    """Print the rows of each recipe; all but the first are there to compare with."""
    first = next(iter(tables))
    for recipe, rows in tables.items():
        if options.json:
            line = {"game": game, "recipe": recipe, "rows": audited.plain(rows)}
            sys.stdout.write(canonical(line).decode() + "\n")
            continue
        sys.stdout.write(f"\n{game} at the prices of {recipe}\n")
        audited.write(rows, is_whole=options.whole)
        sys.stdout.write(f"{audited.summary(rows)}\n")
        if recipe != first:
            told = f"{recipe} is shipped to compare with and known to leak, so it is no failure"
            sys.stdout.write(f"{told}\n")


def _draw(game: str, tables: dict[str, list[Row]], path: Path) -> None:
    recipe, rows = next(iter(tables.items()))
    labels = ((f"{audited.id_of(row)}  {row.finding.what}", row) for row in audited.worst(rows))
    bars = [drawn for label, row in labels if (drawn := picture.bar(label, row.finding))]
    picture.draw(f"{game} at the prices of {recipe}", bars, path)


def _status(tables: dict[str, list[Row]], *, is_asked: bool) -> int:
    """Return 1 if something falls short that should not, or leaks are no longer seen.

    Other recipes than the standard one are shipped to compare with, and are known to leak.
    """
    short = {name: audited.count(rows, "falls short") for name, rows in tables.items()}
    first, *others = short.values()
    is_blind = not is_asked and not all(others)
    if is_blind:
        sys.stderr.write("a recipe that is known to leak shows no leak: mend the audit\n")
    return FELL_SHORT if first or is_blind else DONE


VERB = Verb(
    name="audit",
    example="watchfloor audit tests/games/lookout --quick",
    options=_options,
    run=_run,
)
