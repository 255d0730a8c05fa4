"""Play episodes of a game and print them."""

import sys
from argparse import ArgumentParser, Namespace
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from watchfloor.agents import games
from watchfloor.agents.backend import Usage, total
from watchfloor.agents.guest import seated_at
from watchfloor.agents.guests import GUESTS
from watchfloor.agents.language_model import Spent, by_role
from watchfloor.agents.models import Models
from watchfloor.agents.sayings import Sayings
from watchfloor.cli import asking, screen
from watchfloor.cli import options as common
from watchfloor.cli.parser import option_names
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation import recording
from watchfloor.evaluation.store import Writer
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.trajectory import Trajectory
from watchfloor.wording import plain


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor play GAME --seed N [--ROLE POLICY ...] [options]"
    parser.add_argument("name", metavar="GAME", help="a shipped game, or the folder of another")
    seed = common.whole(0)
    parser.add_argument("--seed", type=seed, required=True, metavar="N", help="fixes the world")
    scenario = "the first of the game if not given"
    parser.add_argument("--scenario", "--stage", metavar="NAME", help=scenario)
    parser.add_argument("--mode", metavar="M", help="the first of the game if not given")
    parser.add_argument("--team", metavar="POLICY", help="holds every seat that is not named")
    recipe = "the name of a shipped one, or a TOML file"
    parser.add_argument("--recipe", default="standard", metavar="NAME", help=recipe)
    count = common.whole(1)
    parser.add_argument("--episodes", type=count, default=1, metavar="K", help="from seed N on")
    parser.add_argument("--out", type=Path, metavar="FILE", help="record the trajectories here")
    answers = "keep what models say here, word for word and with their thoughts"
    parser.add_argument("--answers", type=Path, metavar="FILE", help=answers)
    common.add_telling(parser)
    common.add_json(parser)
    asking.add_models(parser)


def _run(options: Namespace, words: Sequence[str]) -> int:
    game = games.find(options.name)
    table = _table(game, options, words)
    common.check_telling(game, options)
    seeds = range(options.seed, options.seed + options.episodes)
    tables = (replace(table, setting=_with_seed(table.setting, seed)) for seed in seeds)
    settings = asking.settings(options)
    spent: list[Usage] = []
    with ExitStack() as stack:
        models = stack.enter_context(Models(settings, asking.limits(options)))
        guests = seated_at(game, GUESTS)
        guests |= models.brought(game, table.seats.values(), guests)
        writer = stack.enter_context(Writer(options.out)) if options.out else None
        sayings = stack.enter_context(Sayings(options.answers)) if options.answers else None
        played = recording.episodes(game, tables, writer, guests)
        kept = _kept(played, models.ledger, sayings)
        episodes = _summed(kept, models.ledger, spent)
        try:
            _print(game, episodes, options, models.ledger)
        except BrokenPipeError:
            if writer is None:
                raise
            deque(episodes, maxlen=0)  # nobody reads along any more, but the file is wanted whole
    if spent and not options.json:
        sys.stdout.write(f"\n{asking.told(total(spent), settings.prices)}\n")
    return DONE


def _kept(
    episodes: Iterable[Trajectory], ledger: list[Spent], sayings: Sayings | None
) -> Iterator[Trajectory]:
    """Pass *episodes* on, and keep in *sayings* what the *ledger* has noted of each."""
    for number, trajectory in enumerate(episodes, 1):
        if sayings is not None:
            sayings.add(number, trajectory.end.hash, ledger)
        yield trajectory


def _summed(
    episodes: Iterable[Trajectory], ledger: list[Spent], spent: list[Usage]
) -> Iterator[Trajectory]:
    """Pass *episodes* on, and sum up in *spent* what the *ledger* has noted of each."""
    for trajectory in episodes:
        yield trajectory
        if ledger:
            spent[:] = [total([*spent, *(one.usage for one in ledger)])]
            ledger.clear()


def _table(game: Game[Any], options: Namespace, words: Sequence[str]) -> Table:
    """Return what is played first, once every name in it is known to exist."""
    known = ArgumentParser(allow_abbrev=False)
    _options(known)
    seats = common.seats(game, options.team, words, option_names(known))
    recipe = common.recipe(game, options.recipe)
    scenario = next(iter(game.scenarios), "") if options.scenario is None else options.scenario
    mode = next(iter(game.modes), "") if options.mode is None else options.mode
    setting = Setting(scenario, mode, options.seed)
    game.first(setting)
    return Table(setting, recipe, seats)


def _with_seed(setting: Setting, seed: int) -> Setting:
    return Setting(setting.scenario, setting.mode, seed)


def _print(
    game: Game[Any], episodes: Iterator[Trajectory], options: Namespace, ledger: list[Spent]
) -> None:
    if options.json:
        for trajectory in episodes:
            usage = by_role(ledger)
            summary = _summary(trajectory) | ({"usage": usage} if usage else {})
            sys.stdout.write(canonical(summary).decode() + "\n")
    elif options.episodes == 1:
        for trajectory in episodes:
            sys.stdout.write(plain(common.told(game, trajectory, options)))
    else:
        screen.means(game, screen.watched(episodes, options.episodes))


def _summary(trajectory: Trajectory) -> dict[str, object]:
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
