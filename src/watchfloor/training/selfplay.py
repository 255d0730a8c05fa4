"""Self-play in turns: an attacker learns against a defender that stands still, and the other way.

A generation is so many steps of the attacker and then so many of the defender. In the attacker's
steps each brief is answered several times; what a try earned beyond the others at its brief is its
advantage, as in `training.grpo`. The recipe pays for what reference readers disagree about, so a
brief that everybody or nobody solves teaches nothing. In the defender's steps half of the worlds
are the curriculum's, and half are crafted by an opponent out of the pool. Both sides pass the gate
and the verifier of the game, and worlds are counted as anywhere in training: one whose story is
kept for an evaluation is passed over.
"""

from collections.abc import Sequence

from watchfloor.seeds import Seed
from watchfloor.training import attacker
from watchfloor.training.attacker import Mind
from watchfloor.training.duels import Met, Try
from watchfloor.training.learner import Learner
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Found, Going, drawn
from watchfloor.training.sft import ENOUGH

_LIKELIEST = 0.01
"""How warm the defender is that an attacker learns against."""


def defended(going: Going[Found], learner: Learner) -> Found:
    """Return what *going* comes to where the defender says what is likeliest."""
    warmth, learner.warmth = learner.warmth, _LIKELIEST
    found = drawn(going, learner, 1, Seed.of("bouts"))
    learner.warmth = warmth
    return found


def told(mind: Mind, groups: Sequence[Sequence[Try]]) -> dict[str, float]:
    """Return what there is to tell of a step of the attacker."""
    found = [[it.bout for it in group] for group in groups]
    every = [bout for group in found for bout in group]
    admitted = [bout for bout in every if bout.story]
    count, kept = max(1, len(every)), max(1, len(admitted))
    return {
        "reward": sum(bout.paid for bout in every) / count,
        "admitted": len(admitted) / count,
        "won": sum(not bout.right for bout in admitted) / kept,
        "novel": sum(bout.novel for bout in admitted) / kept,
        "graphs": len({bout.graph for bout in admitted}) / kept,
        "new": len({bout.story for bout in admitted}) / kept,
        "alike": sum(len({bout.paid for bout in group}) == 1 for group in found)
        / max(1, len(found)),
        "entropy": attacker.entropy(mind),
    }


def noted(pool: Pool, met: Met) -> None:
    """Note in *pool* how its opponents fared that were *met*."""
    for place, group in zip(met.places, met.samples, strict=False):
        if group:
            pool.note(place, sum(it.reward < ENOUGH for it in group) / len(group))
