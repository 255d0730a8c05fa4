"""Play episodes of a game and print them."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from watchfloor.agents import games
from watchfloor.cli import options as common
from watchfloor.cli import screen
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation.store import Writer
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.narration import narrate
from watchfloor.play.reward import Recipe
from watchfloor.play.seating import lines, seated
from watchfloor.play.trajectory import START, Trajectory


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor play GAME --seed N [--ROLE POLICY ...] [options]"
    parser.add_argument("name", metavar="GAME", help="a shipped game, or the folder of another")
    parser.add_argument("--seed", type=common.whole(0), required=True, help="what fixes the world")
    parser.add_argument("--scenario", "--stage", help="the first of the game if not given")
    parser.add_argument("--mode", help="the first of the game if not given")
    parser.add_argument("--team", metavar="POLICY", help="who holds every seat not named")
    parser.add_argument("--recipe", default="standard", help="a shipped one, or a TOML file")
    parser.add_argument("--episodes", type=common.whole(1), default=1, help="seeds from N upwards")
    parser.add_argument("--out", type=Path, metavar="FILE", help="record the trajectories here")
    common.add_json(parser)


def _run(options: Namespace, words: Sequence[str]) -> int:
    game = games.find(options.name)
    seats = common.seats(game, options.team, list(words))
    recipe = common.recipe(game, options.recipe)
    scenario = options.scenario or next(iter(game.scenarios))
    mode = options.mode or game.modes[0]
    seeds = range(options.seed, options.seed + options.episodes)
    settings = [Setting(scenario, mode, seed) for seed in seeds]
    game.first(settings[0])  # an unknown scenario or mode is told before a file is made
    with ExitStack() as stack:
        writer = stack.enter_context(Writer(options.out)) if options.out else None
        episodes = _episodes(game, settings, (recipe, seats), writer)
        _print(game, episodes, options)
    return DONE


def _episodes(
    game: Game[Any],
    settings: Sequence[Setting],
    terms: tuple[Recipe, dict[str, str]],
    writer: Writer | None,
) -> Iterator[Trajectory]:
    recipe, seats = terms
    for setting in settings:
        previous = writer.previous if writer else START
        table = Table(setting, recipe, seats, previous)
        running = lines(game, table, seated(game, table))
        while True:
            try:
                line = next(running)
            except StopIteration as stop:
                yield stop.value
                break
            if writer:
                writer.add(line)


def _print(game: Game[Any], episodes: Iterator[Trajectory], options: Namespace) -> None:
    if options.json:
        for trajectory in episodes:
            sys.stdout.write(canonical(summary(trajectory)).decode() + "\n")
    elif options.episodes == 1:
        sys.stdout.write(narrate(game, next(episodes)))
        next(episodes, None)
    else:
        screen.means(game, screen.watched(episodes, options.episodes))


def summary(trajectory: Trajectory) -> dict[str, object]:
    """Return what a machine wants to know of one episode."""
    header, end = trajectory.header, trajectory.end
    return {
        "game": header.game,
        "setting": header.setting,
        "seats": header.seats,
        "recipe": header.recipe.name,
        "world": header.world,
        "turns": end.turns,
        "no_reply": end.no_reply,
        "rewards": {reward.role: reward.total for reward in end.rewards},
        "unit": "millionths",
        "hash": end.hash,
    }


VERB = Verb(
    name="play",
    example="watchfloor play tests/games/lookout --seed 7 --keeper random",
    options=_options,
    run=_run,
    takes_seats=True,
)
