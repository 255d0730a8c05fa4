"""What a team earns for each incident: whether it was ended, how soon, and on what grounds."""

from collections.abc import Sequence
from typing import NamedTuple

from watchfloor.logsentinel import outcome
from watchfloor.logsentinel.efficiency import promptness
from watchfloor.logsentinel.matching import Claimed, proof
from watchfloor.logsentinel.support import PROVED
from watchfloor.logsentinel.truth import Fate, Feat
from watchfloor.play.reward import ONE


class Credit(NamedTuple):
    """What one incident earned."""

    containment: int
    promptness: int
    because: tuple[str, ...]
    """The proposals under which it was proved."""


def credit(fate: Fate, proposals: Sequence[Claimed], lone: int, due: tuple[int, int]) -> Credit:
    """Return what *fate* earns for what was done under *proposals*.

    *due* is the tick by which it ought to have been ended, and the horizon.
    """
    feats = [feat for feat in fate.feats if feat is not None]
    proofs = [_proof(feat, fate, proposals, lone) for feat in feats]
    is_proven = all(proofs)
    is_ended = len(feats) == len(fate.feats)
    done = ONE if is_ended else outcome.HALF_DONE if feats else 0
    earned = outcome.credit(done, fate.damage, fate.untouched, is_proven=is_proven)
    prompt = 0
    if is_ended and is_proven:
        prompt = promptness(max(feat.tick for feat in feats), *due)
    return Credit(earned, prompt, tuple(dict.fromkeys(filter(None, proofs))))


def _proof(feat: Feat, fate: Fate, proposals: Sequence[Claimed], lone: int) -> str:
    """Return the proposal that called for *feat* with good reason, or nothing."""
    if not feat.proposal:
        return ""
    under = proposals[feat.proposal - 1]
    is_right = (under.incident_type, under.service) == (fate.kind.name, fate.service)
    if not under.is_open or not is_right:
        return ""
    return under.id if proof(under, lone) >= PROVED else ""
