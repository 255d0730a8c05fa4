"""How fast the grammar is on one core: drawing, playing, recording and replaying the example game.

Each figure is what one process does in a second, over several rounds.
"""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

from watchfloor.agents import games
from watchfloor.evaluation import store
from watchfloor.evaluation.store import Stored, Writer
from watchfloor.play.action import parse
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.replay import divergence
from watchfloor.play.seating import play
from watchfloor.play.trajectory import START, Trajectory
from watchfloor.seeds import Seed

LOOKOUT = Path(__file__).parents[1] / "tests" / "games" / "lookout"
EPISODES = 1000
DRAWS = 200_000
ROUNDS = 7
SLOW_REPLIES = (
    "{x}" * 21_000,
    "```\n{" * 13_000,
    "{ " * 15 + " " * 65_000,
    '{"a":' * 15 + "[" + "1," * 32_000,
)
"""Of a length that is still read."""


def table(game: Game[Any], seed: int, policy: str, previous: str = START) -> Table:
    """Return the busiest table of *game* with *policy* in every seat."""
    setting = Setting("busy_gate", "watch", seed)
    return Table(setting, game.recipes["standard"], dict.fromkeys(game.roles, policy), previous)


def episodes(game: Game[Any], policy: str) -> Iterator[Trajectory]:
    """Play the episodes of one file, each following the one before."""
    previous = START
    for seed in range(EPISODES):
        trajectory = play(game, table(game, seed, policy, previous))
        previous = trajectory.end.hash
        yield trajectory


def rate(done: int, work: Callable[[], object]) -> float:
    """Return how many of the things *done* by *work* fit into a second."""
    gc.collect()
    before = perf_counter()
    work()
    return done / (perf_counter() - before)


def draw() -> None:
    """Draw words of one stream."""
    word = Seed.of(7, "benchmark").stream().word
    for _ in range(DRAWS):
        word()


def open_streams() -> None:
    """Draw the first word of many streams."""
    seed = Seed.of(7, "benchmark")
    for index in range(DRAWS // 10):
        seed.child("host", index).stream().word()


def write(path: Path, recorded: list[Trajectory]) -> None:
    """Write the episodes *recorded* to a new file at *path*."""
    path.unlink(missing_ok=True)
    with Writer(path) as writer:
        for trajectory in recorded:
            for line in trajectory.records:
                writer.add(line)


def replay(path: Path, game: Game[Any]) -> None:
    """Read the file at *path* and play every episode of it again."""
    for found in store.read(path):
        if not isinstance(found, Stored) or divergence(game, found.trajectory, found.previous):
            message = f"{found} does not replay; the figures would mean nothing"
            raise RuntimeError(message)


def parse_slowly(game: Game[Any]) -> None:
    """Read replies that were made to be read slowly."""
    moves = game.roles["keeper"].moves
    for reply in SLOW_REPLIES:
        parse(reply, moves)


def works(game: Game[Any], path: Path) -> dict[str, tuple[int, Callable[[], object]]]:
    """Return each kind of work with how many things it does, by name."""
    recorded = list(episodes(game, "heuristic"))
    write(path, recorded)
    return {
        "draws from one stream": (DRAWS, draw),
        "streams opened, one draw each": (DRAWS // 10, open_streams),
        "episodes, random play": (EPISODES, lambda: list(episodes(game, "random"))),
        "episodes, heuristic play": (EPISODES, lambda: list(episodes(game, "heuristic"))),
        "replies made to be slow": (len(SLOW_REPLIES), lambda: parse_slowly(game)),
        "episodes written": (EPISODES, lambda: write(path, recorded)),
        "episodes read and replayed": (EPISODES, lambda: replay(path, game)),
    }


def main() -> None:
    """Print a line for each kind of work."""
    game = games.find(str(LOOKOUT))
    print(f"per second, {ROUNDS} rounds{'':<18}min      median         max")
    with TemporaryDirectory() as folder:
        for name, (done, work) in works(game, Path(folder) / "lookout.jsonl").items():
            rates = [rate(done, work) for _ in range(ROUNDS)]
            print(f"{name:<32}{min(rates):12,.0f}{median(rates):12,.0f}{max(rates):12,.0f}")


if __name__ == "__main__":
    main()
