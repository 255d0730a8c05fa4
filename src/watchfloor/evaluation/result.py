"""What an evaluation keeps of one episode: one line of `results.jsonl`.

No clock and no machine is in it, so that the same episodes come to the same bytes.
"""

from collections.abc import Mapping
from typing import Any, NamedTuple

import msgspec

from watchfloor.agents.backend import Usage
from watchfloor.evaluation.suite import Cell
from watchfloor.play.reward import ONE, Reward
from watchfloor.play.trajectory import Trajectory

UNUSED = Usage()


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
    tested: tuple[str, ...]
    """The roles that the policy under test has; the other seats are given to others."""
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
    """What the models took: calls, those of them that were `kept` in the cache and that `failed`,
    tokens, those of them that the endpoint had `cached`, dollars as decimal text; empty if none
    was asked."""
    hash: str
    """The hash of the end line of its trajectory."""
    file: str
    """Where the trajectory is, within the run."""
    episode: int
    """Which episode of that file it is, from 1."""


class Place(NamedTuple):
    """What a result says beside what happened in its episode."""

    cell: Cell
    repeat: int
    file: str
    episode: int


def result(
    place: Place, trajectory: Trajectory, reading: Mapping[str, Any], usage: Usage = UNUSED
) -> Result:
    """Return what is kept of *trajectory*, which stands at *place*."""
    header, end = trajectory.header, trajectory.end
    return Result(
        cell=place.cell.name,
        game=header.game,
        scenario=header.setting.scenario,
        mode=header.setting.mode,
        policy=place.cell.policy,
        seats=header.seats,
        tested=tuple(role for role in header.seats if role not in place.cell.others),
        seed=header.setting.seed,
        repeat=place.repeat,
        world=header.world,
        turns=end.turns,
        no_reply=end.no_reply,
        rewards={it.role: it.total for it in end.rewards},
        paid={it.role: _paid(it) for it in end.rewards},
        reading=dict(reading),
        usage=_told(usage),
        hash=end.hash,
        file=place.file,
        episode=place.episode,
    )


def earned(result: Result) -> float | None:
    """Return what the seats under test earned on average, of those that were judged, in points."""
    paid = [result.rewards[role] for role in result.tested if role in result.rewards]
    return sum(paid) / len(paid) / ONE if paid and not result.no_reply else None


def _paid(reward: Reward) -> dict[str, int]:
    paid = dict.fromkeys([share.term for share in reward.shares], 0)
    for share in reward.shares:
        paid[share.term] += share.paid
    return paid


def _told(usage: Usage) -> dict[str, int | str]:
    """Return *usage* without what the clock has a part in."""
    if usage == UNUSED:
        return {}
    return {
        "calls": usage.calls,
        "kept": usage.kept,
        "failed": usage.failed,
        "tokens_in": usage.tokens_in,
        "cached": usage.tokens_cached,
        "tokens_out": usage.tokens_out,
        "thinking": usage.tokens_thinking,
        "unmetered": usage.unmetered,
        "dollars": f"{usage.dollars:f}",
        "unpriced": usage.unpriced,
    }
