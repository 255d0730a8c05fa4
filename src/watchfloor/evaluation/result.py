"""What an evaluation keeps of one episode: one line of `results.jsonl`.

No clock and no machine is in it, so that the same episodes come to the same bytes.
"""

from typing import Any

import msgspec


class Result(msgspec.Struct, frozen=True):
    """One finished episode of a cell."""

    cell: str
    """The name of its cell in the suite."""
    game: str
    scenario: str
    mode: str
    policy: str
    """Whoever is under test, as the tables call them."""
    seats: dict[str, str]
    seed: int
    repeat: int
    """Which of several plays of one seed, by a model that draws its words."""
    world: str
    """The fingerprint of the first state; results of unequal worlds are not compared."""
    turns: int
    no_reply: str
    """Why a player could not be asked, or nothing; then it counts in no mean."""
    rewards: dict[str, int]
    """What each role earned, in millionths."""
    paid: dict[str, dict[str, int]]
    """What each role was paid for each term, in millionths."""
    reading: dict[str, Any]
    """What the reading of the game took from the last state; empty if the game has none."""
    usage: dict[str, int | str]
    """What the models took, dollars as decimal text; empty if none was asked."""
    hash: str
    """The hash of the end line of its trajectory."""
    file: str
    """Where the trajectory is, within the run."""
    episode: int
    """Which episode of that file it is, from 1."""
