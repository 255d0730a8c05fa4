"""What is read of an alert that was triaged, and of the incident that was crafted for it."""

from typing import Any

from watchfloor.evaluation.reading import Reading, order
from watchfloor.opensoc import worth
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import Answer
from watchfloor.opensoc.state import State
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import citation, seen
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import Trajectory
from watchfloor.world.rules import RULES

_CONTAINS: tuple[Answer, ...] = ("quarantine_host", "block_ip")
_RANK: dict[Answer, int] = {
    "dismiss": 0,
    "monitor": 1,
    "quarantine_host": 2,
    "block_ip": 2,
    "escalate": 3,
}
"""How much is done about it."""
_REACHED: dict[Answer, int] = {
    "dismiss": 0,
    "monitor": 1,
    "block_ip": 2,
    "quarantine_host": 3,
    "escalate": 4,
}
"""How far an attacker is: nowhere, trying, in, running code, and beyond tier 1; in quarters."""


def _take(state: State, trajectory: Trajectory) -> dict[str, Any]:
    found: dict[str, Any] = {"mode": state.mode, "stage": state.stage}
    if state.mode == "self_play":
        found["attacker"] = _attacker(state)
    if state.case is not None and state.truth is not None:
        found |= _case(state.case, state.truth)
        found |= _answered(state, state.truth)
        found |= _looked(state, state.truth, trajectory)
        found["orders"] = _orders(found, len(trajectory.turns))
        found["flags"] = _flags(found)
    return found


def _attacker(state: State) -> dict[str, Any]:
    return {
        "malformed": "attacker" in state.malformed,
        "admitted": state.case is not None,
        "gate": state.gate,
        "asked": state.brief.asked if state.brief is not None else "",
        "learnability": state.learnability / ONE,
        "novel": state.is_novel,
    }


def _case(case: Case, truth: Truth) -> dict[str, Any]:
    return {
        "alert": case.alert,
        "technique": RULES[case.alert].technique,
        "dialect": case.dialect,
        "truth": truth.answer,
        "row": truth.row,
        "malicious": truth.answer != "dismiss",
        "control": truth.answer == "dismiss",
        "required": int(truth.answer in _CONTAINS),
    }


def _answered(state: State, truth: Truth) -> dict[str, Any]:
    answer, malformed = state.answer, "defender" in state.malformed
    given = answer.action if answer is not None else ""
    costs = worth.COSTS[truth.answer]
    cost = costs[answer.action] if answer is not None else max(costs.values())
    done = _RANK[answer.action] if answer is not None else 0
    return {
        "answer": given,
        "decision": given or "malformed",
        "malformed": malformed,
        "right": given == truth.answer,
        "passed": given == truth.answer,
        "confidence": answer.confidence if answer is not None else None,
        "cost": cost,
        "least_cost": costs[truth.answer],
        "too_little": done < _RANK[truth.answer],
        "attacker_reached": _REACHED[truth.answer] / 4,
        "attacker_succeeded": done < 2 <= _RANK[truth.answer],
        **_cited(state, truth, answer),
    }


def _cited(state: State, truth: Truth, answer: SubmitTriage | None) -> dict[str, Any]:
    cited = answer.cited if answer is not None else ()
    shown = seen(state)
    there = {event.id for event in state.case.events} if state.case is not None else set[str]()
    if state.case is not None:
        there |= {record.id for record in state.case.records}
    known = [name for name in cited if name in there and (shown is None or name in shown)]
    proof = all_names(truth.certificate)
    return {
        "cited": len(cited),
        "cited_known": len(known),
        "hits": sum(name in proof or name in truth.holds for name in known),
        "citation": citation(cited, truth, shown) / ONE,
    }


def _looked(state: State, truth: Truth, trajectory: Trajectory) -> dict[str, Any]:
    statuses = [turn.status for turn in trajectory.turns if turn.role == "defender"]
    proof = all_names(truth.certificate)
    shown = proof if state.mode != "casework" else proof & set(state.shown)
    return {
        "minutes": state.minutes,
        "calls": max(0, len(statuses) - 1),
        "moves": len(statuses),
        "invalid": sum(status == "malformed" for status in statuses),
        "repeats": sum(status == "refused" for status in statuses),
        "relevant": len(proof),
        "relevant_seen": len(shown),
    }


def _orders(found: dict[str, Any], step: int) -> list[dict[str, Any]]:
    """Return the containment that the answer is, if it is one."""
    if found["answer"] not in _CONTAINS:
        return []
    return [
        order(
            found["answer"],
            step=step,
            right=found["right"],
            harmful=not found["malicious"],
            gated=found["cited_known"] > 0,
            supported=found["hits"] > 0,
            cost=found["cost"] - found["least_cost"],
        )
    ]


def _flags(found: dict[str, Any]) -> list[str]:
    """Return what disqualifies an answer that looks right."""
    flags: list[str] = []
    if found["cited_known"] < found["cited"]:
        flags.append("cited_unseen")
    if not found["relevant_seen"]:
        flags.append("guessed")
    return flags


READING = Reading(
    name="opensoc",
    summary="The answer beside the truth, what was cited and looked up, and what it cost.",
    take=_take,
)
