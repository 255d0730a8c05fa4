"""What `make demo` shows: games played by each of their policies, recorded, replayed and told."""

import signal
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import islice
from pathlib import Path
from statistics import fmean, stdev
from typing import Any

from rich.box import SIMPLE
from rich.table import Table as Grid

from watchfloor.agents import games
from watchfloor.agents.backend import Settings
from watchfloor.agents.learned import LEARNED
from watchfloor.agents.models import Models
from watchfloor.cli import screen
from watchfloor.errors import BadInput
from watchfloor.evaluation import recording
from watchfloor.evaluation.store import Stored, Writer, counted
from watchfloor.evaluation.verification import checked
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.narration import narrate
from watchfloor.play.policy import Contender, Insider
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import Trajectory

ROOT = Path(__file__).parents[2]
LOOKOUT = ROOT / "tests" / "games" / "lookout"
FOLDER = ROOT / "runs" / "demo"
MOST_EPISODES = 200
"""For each policy, spread over the scenarios."""
MOST_TURNS = 12_000
"""For each policy too, so that a game of many turns is shown by fewer episodes."""


def main() -> int:
    """Show the example game and every game that is shipped, and return 0 if all of it replays."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    played = [_shown(games.find(str(LOOKOUT)), _near(LOOKOUT))]
    played += [_shown(games.find(name), name) for name in games.shipped()]
    return max(played)


def _shown(game: Game[Any], name: str) -> int:
    """Play, price, tell and replay *game*; *name* is what the command line calls it."""
    path = FOLDER / f"{game.name}.jsonl"
    path.unlink(missing_ok=True)
    known = _known(game)
    total = _count(game) * len(known)
    with Writer(path) as writer:
        guests = {it: one for it, one in known.items() if it not in game.policies}
        episodes = recording.episodes(game, _tables(game, known), writer, guests)
        played = list(screen.watched(episodes, total))
    title = "mean reward, with the 95 % interval; an insider knows the truth:"
    _say(f"{game.name}: {game.summary}\n\n{title}")
    screen.write(_grid(game, known, played))
    _say(f"one of these episodes:\n\n{narrate(game, _told(played))}")
    found = list(checked(path, lambda _: game))
    held = sum(isinstance(it, Stored) for it in found)
    verdict = "verified" if held == len(found) == total else "not verified"
    _say(f"{verdict}: {counted(held, 'episode')} replayed as recorded in {_near(path)}")
    _say(f"play on: .venv/bin/watchfloor play {name} --seed 7\n")
    return int(verdict != "verified")


def _known(game: Game[Any]) -> dict[str, Contender]:
    """Return the policies of *game*, and the one that was trained if it is shipped beside them."""
    known: dict[str, Contender] = dict(game.policies)
    with suppress(BadInput), Models(Settings()) as models:
        known |= models.brought(game, [LEARNED], known)
    return known


def _count(game: Game[Any]) -> int:
    """Return how many episodes each policy of *game* plays."""
    return min(MOST_EPISODES, MOST_TURNS // game.most_turns)


def _told(played: list[Trajectory]) -> Trajectory:
    """Return the first episode of whoever was trained or plays honestly, or the very first."""
    for name in (LEARNED, "heuristic"):
        for episode in played:
            if name in episode.header.seats.values():
                return episode
    return played[0]


def _near(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def _tables(game: Game[Any], known: Iterable[str]) -> Iterator[Table]:
    """Return what is played: each policy in every seat, on the same seeds and scenarios."""
    scenarios, recipe = list(game.scenarios), game.recipes["standard"]
    for policy in known:
        for seed in range(_count(game)):
            setting = Setting(scenarios[seed % len(scenarios)], game.modes[0], seed)
            yield Table(setting, recipe, dict.fromkeys(game.roles, policy))


def _grid(game: Game[Any], known: Mapping[str, Contender], played: list[Trajectory]) -> Grid:
    """Return the mean reward of each policy in each role, with its 95 % interval, best first."""
    roles, count, left = _paid(played), _count(game), iter(played)
    earned = {name: list(islice(left, count)) for name in known}
    grid = Grid(box=SIMPLE)
    is_team = all(len({it.total for it in episode.end.rewards}) == 1 for episode in played)
    shown = roles[:1] if is_team and len(roles) > 1 else roles
    for heading in ("policy", "", *(["team"] if shown != roles else roles), "episodes"):
        grid.add_column(heading, no_wrap=True)
    for name, episodes in sorted(earned.items(), key=lambda it: -_sum(it[1], roles)):
        policy = known[name]
        kind = "lazy" if policy.is_lazy else "insider" if isinstance(policy, Insider) else ""
        grid.add_row(name, kind, *(_mean(episodes, role) for role in shown), str(count))
    return grid


def _sum(episodes: list[Trajectory], roles: list[str]) -> int:
    return sum(episode.reward(role).total for episode in episodes for role in roles)


def _paid(played: list[Trajectory]) -> list[str]:
    """Return the roles that were paid in these episodes; a mode may leave a seat empty."""
    return list(dict.fromkeys(reward.role for it in played for reward in it.end.rewards))


def _mean(episodes: list[Trajectory], role: str) -> str:
    """Return the mean reward of *role* with its interval, by the normal approximation."""
    earned = [it.reward(role).total / ONE for it in episodes]
    mean, margin = fmean(earned), 1.96 * stdev(earned) / len(earned) ** 0.5
    return f"{mean:+.2f} +/- {margin:.2f}"


if __name__ == "__main__":
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader of a pipe may leave
    sys.exit(main())
