"""Proposes and treats what an analyst finds likely, and reports every claim there is."""

from typing import get_args

from watchfloor.logsentinel.actions import Claim, ClaimKind, Report
from watchfloor.logsentinel.motions import ranked, spray
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Proposed, Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_WAY = spray(ranked)


def _moves(scene: Scene, draw: Stream) -> Action:
    found = _WAY(scene, draw)
    if not isinstance(found, Report):
        return found
    return Report(tuple(claim for one in scene.under_discussion() for claim in _claims(scene, one)))


def _claims(scene: Scene, one: Proposed) -> list[Claim]:
    """Return a claim of each kind about *one*, each with the likeliest value."""
    values = {"severity": str(one.severity), "timeline": str(max(0, one.tick - 8))}
    done = next((it.mitigation for it in scene.ordered if it.proposal == one.id), "")
    values["mitigation_done"] = done
    return [
        Claim(kind, one.id, values.get(kind, ""), one.cited if kind == "root_cause" else ())
        for kind in get_args(ClaimKind)
    ]


POLICY = Policy(
    name="claim_all",
    summary="Proposes and treats what an analyst finds likely, and reports every claim there is.",
    seat=seat(_moves),
    is_lazy=True,
)
