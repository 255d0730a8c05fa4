"""A trajectory as a person reads it: what each role saw, said and earned.

A record keeps replies, not observations; they are made again from the seed.
"""

from collections.abc import Iterator
from typing import Any

from watchfloor.play import observation
from watchfloor.play.episode import played
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.play.reward import Reward, Share, points
from watchfloor.play.trajectory import Trajectory, Turn
from watchfloor.play.verdict import Fact, Verdict


def sights(game: Game[Any], trajectory: Trajectory) -> Iterator[tuple[Observation, Turn]]:
    """Return what each reply of *trajectory* answered."""
    state = game.first(trajectory.header.setting)
    for turn in trajectory.turns:
        yield game.observe(state, turn.role), turn
        state, _ = played(game, state, turn)


def narrate(game: Game[Any], trajectory: Trajectory) -> str:
    """Return *trajectory* as text."""
    parts = [_title(trajectory)]
    parts += [_exchange(seen, turn) for seen, turn in sights(game, trajectory)]
    if trajectory.end.no_reply:
        parts.append(f"no reply, so nothing is scored: {_shortened(trajectory.end.no_reply)}")
    parts += [_finding(verdict) for verdict in trajectory.end.verdicts]
    parts += [_price(trajectory, reward) for reward in trajectory.end.rewards]
    return "\n\n".join(parts) + "\n"


def _title(trajectory: Trajectory) -> str:
    header = trajectory.header
    seats = ", ".join(f"{role}: {policy}" for role, policy in header.seats.items())
    setting = header.setting
    return (
        f"{header.game} ({header.rules}), scenario {setting.scenario}, mode {setting.mode}, "
        f"seed {setting.seed}\nseats   {seats}\nworld   {header.world[:16]}"
    )


def _exchange(seen: Observation, turn: Turn) -> str:
    fate = turn.status if not turn.note else f"{turn.status}: {turn.note}"
    return f"{observation.text(seen)}\n  > {_shortened(turn.reply)}\n    {fate}"


def _shortened(reply: str, longest: int = 2000) -> str:
    shown = reply if reply.isprintable() else ascii(reply)
    return shown if len(shown) <= longest else f"{shown[:longest]} ... ({len(reply):,} characters)"


def _finding(verdict: Verdict) -> str:
    return "\n".join((f"verdict on {verdict.role}", *map(_fact, verdict.facts)))


def _fact(fact: Fact) -> str:
    because = f"  because {', '.join(fact.because)}" if fact.because else ""
    return f"  {fact.name:<22} {str(fact.value).lower()}{because}"


def _price(trajectory: Trajectory, reward: Reward) -> str:
    title = f"reward of {reward.role} by recipe {trajectory.header.recipe.name}"
    total = f"  {'total':<22} {points(reward.total)}"
    return "\n".join((title, *map(_share, reward.shares), total))


def _share(share: Share) -> str:
    price = f"{points(share.value)} x {points(share.weight)}"
    if share.kind == "gate":
        price = "gate shut" if share.value == 0 else "gate open"
    return f"  {share.term:<22} {points(share.paid):<10} {price}"
