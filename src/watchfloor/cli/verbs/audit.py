"""Try every known way to earn without doing the job, and say what each is worth."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from watchfloor.agents import contenders, games
from watchfloor.audit import auditing
from watchfloor.audit.auditing import Audit, Row
from watchfloor.audit.standings import play
from watchfloor.audit.trial import FULL, QUICK
from watchfloor.cli import audited, screen
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.play.reward import Recipe


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor audit GAME [options]"
    parser.add_argument("name", metavar="GAME", help="a shipped game, or the folder of another")
    recipe = "the prices: a shipped recipe, or a TOML file; all that are shipped if not given"
    parser.add_argument("--recipe", metavar="NAME", help=recipe)
    suspect = "try this policy too, one of the game or PATH.py:NAME; may be given again"
    parser.add_argument("--policy", action="append", default=[], metavar="POLICY", help=suspect)
    parser.add_argument("--quick", action="store_true", help="less of everything, in a minute")
    parser.add_argument("--whole", action="store_true", help="show every row, not the worst")
    jobs = "processes at work at once, as many as there are cores if not given"
    parser.add_argument("--jobs", type=common.whole(1), metavar="N", help=jobs)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    game = games.find(options.name)
    recipes = _recipes(game, options.recipe)
    for name in options.policy:
        contenders.find(game, name)
    effort = QUICK if options.quick else FULL
    audit = Audit(options.name, game, effort, auditing.of_game(game), tuple(options.policy))
    tables = _audited(audit, recipes, options.jobs)
    for recipe, rows in tables.items():
        if options.json:
            line = {"game": game.name, "recipe": recipe, "rows": audited.plain(rows)}
            sys.stdout.write(canonical(line).decode() + "\n")
        else:
            sys.stdout.write(f"\n{game.name} at the prices of {recipe}\n")
            audited.write(rows, is_whole=options.whole)
            sys.stdout.write(f"{audited.summary(rows)}\n")
    return _status(tables, is_asked=options.recipe is not None)


def _recipes(game: Any, name: str | None) -> list[Recipe]:  # noqa: ANN401  # any game
    """Return the recipe called *name*, or all of *game*, its standard first."""
    if name is not None:
        return [common.recipe(game, name)]
    return sorted(game.recipes.values(), key=lambda recipe: recipe.name != "standard")


def _audited(audit: Audit, recipes: Sequence[Recipe], jobs: int | None) -> dict[str, list[Row]]:
    first, heats = recipes[0], audit.heats(recipes[0])
    probings = [
        one for recipe in recipes for one in audit.probings(recipe, prices_only=recipe != first)
    ]
    with ProcessPoolExecutor(jobs) as pool:
        probing = zip(probings, pool.map(auditing.probe, probings), strict=True)
        probed = list(screen.watched(probing, len(probings), "probes"))
        playing = zip(heats, pool.map(play, heats, chunksize=2), strict=True)
        played = list(screen.watched(playing, len(heats), "worlds"))
    return {
        recipe.name: audit.rows(recipe, played, [one for one in probed if one[0].recipe == recipe])
        for recipe in recipes
    }


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
