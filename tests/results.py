"""Results made by hand, for whoever tests metrics."""

import math
from collections.abc import Iterable
from typing import Any

from watchfloor.evaluation.metric import How, Metric, mean_of, share_of
from watchfloor.evaluation.result import Result
from watchfloor.opensoc.worth import COSTS as _COSTS

COSTS: dict[str, dict[str, int]] = {
    str(truth): {str(answer): cost for answer, cost in row.items()} for truth, row in _COSTS.items()
}


def result(seed: int = 1, repeat: int = 0, **changes: Any) -> Result:  # noqa: ANN401  # whatever a result has
    """Return the result of an alert on *seed*, with these *changes* of its fields."""
    fields: dict[str, Any] = {
        "cell": "made",
        "game": "opensoc",
        "scenario": "stage3_mixed",
        "mode": "defender_only",
        "policy": "made",
        "seats": {"defender": "made", "attacker": "environment"},
        "tested": ("defender",),
        "seed": seed,
        "repeat": repeat,
        "world": f"world-{changes.get('scenario', '')}-{seed}",
        "turns": 1,
        "no_reply": "",
        "rewards": {"defender": 1_000_000},
        "paid": {},
        "reading": {},
        "usage": {},
        "hash": f"{seed}-{repeat}",
        "file": "made",
        "episode": 1,
    }
    return Result(**{**fields, **changes})


def readings(*found: dict[str, Any], **changes: Any) -> list[Result]:  # noqa: ANN401  # as above
    """Return one result for each of the readings *found*, on seeds from 1 on."""
    return [result(seed, reading=it, **changes) for seed, it in enumerate(found, start=1)]


def rewards(points: Iterable[float], **changes: Any) -> list[Result]:  # noqa: ANN401  # as above
    """Return one result for each reward, on seeds from 1 on."""
    return [
        result(seed, rewards={"defender": round(it * 1_000_000)}, **changes)
        for seed, it in enumerate(points, start=1)
    ]


def failed(seed: int = 99) -> Result:
    """Return an episode whose player could not be asked."""
    return result(seed, no_reply="the endpoint is down", rewards={}, reading={})


def points(found: Result) -> float:
    """Return what the defender earned in *found*."""
    return found.rewards["defender"] / 1_000_000


def metric(how: How, least: float = -math.inf, most: float = math.inf, game: str = "") -> Metric:
    """Return a metric that is computed like that."""
    return Metric(
        name="made",
        summary="Made.",
        trap="None.",
        part="score",
        unit="points",
        better="more",
        how=how,
        game=game,
        least=least,
        most=most,
    )


MEAN = metric(mean_of(points))
WON = metric(share_of(lambda found: points(found) > 0.5), 0, 1)


def alert(truth: str, answer: str, **changes: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    """Return the reading of an alert of *truth* that was given *answer*; "" is none at all."""
    contains = ("quarantine_host", "block_ip")
    rank = {"": 0, "dismiss": 0, "monitor": 1, "block_ip": 2, "quarantine_host": 2, "escalate": 3}
    costs = COSTS[truth]
    found: dict[str, Any] = {
        "mode": "defender_only",
        "truth": truth,
        "answer": answer,
        "decision": answer or "malformed",
        "malformed": not answer,
        "right": truth == answer,
        "passed": truth == answer,
        "malicious": truth != "dismiss",
        "control": truth == "dismiss",
        "required": int(truth in contains),
        "confidence": None,
        "cost": costs[answer] if answer else max(costs.values()),
        "least_cost": costs[truth],
        "too_little": rank[answer] < rank[truth],
        "attacker_reached": {"dismiss": 0, "monitor": 1, "block_ip": 2}.get(truth, 3) / 4,
        "attacker_succeeded": rank[answer] < 2 <= rank[truth],
        "cited": 1,
        "cited_known": 1,
        "hits": 1,
        "citation": 1.0,
        "minutes": 0,
        "calls": 0,
        "moves": 1,
        "invalid": int(not answer),
        "repeats": 0,
        "relevant": 2,
        "relevant_seen": 2,
        "orders": [ordered(truth == answer)] if answer in contains else [],
        "flags": [],
    }
    return {**found, **changes}


def ordered(right: bool, **changes: Any) -> dict[str, Any]:  # noqa: ANN401, FBT001  # as above
    """Return one containment, at the first turn and well founded unless *changes* say otherwise."""
    found = {"name": "made", "step": 1, "right": right, "harmful": not right, "gated": True}
    return {**found, "supported": right, "cost": 1, "service": "web", **changes}


def incident(**changes: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    """Return an incident that began at 2, of which nothing was made unless *changes* say so."""
    found = {
        "kind": "web_shell",
        "family": "security",
        "service": "web",
        "began": 2,
        "severity": 1,
        "proposals": [],
        "detected": None,
        "acknowledged": None,
        "mitigated": None,
        "ended": None,
        "verified": None,
        "claimed": False,
        "near": False,
        "located": 0.0,
        "severity_right": False,
        "strength": None,
        "blind": False,
        "proven": False,
        "damage": 80,
        "untouched": 100,
        "traces": 4,
        "traces_seen": 0,
        "roles_seeing": 0,
    }
    return {**found, **changes}


def room(*incidents: dict[str, Any], **changes: Any) -> dict[str, Any]:  # noqa: ANN401  # as above
    """Return the reading of a war-room of 52 minutes with these *incidents*."""
    found: dict[str, Any] = {
        "mode": "sequential",
        "horizon": 52,
        "control": not incidents,
        "incidents": list(incidents),
        "required": len(incidents),
        "orders": [],
        "assets_cost": 20,
        "tier": "",
        "baits": [],
        "proposals": [],
        "minutes_lost": 30,
        "minutes_untouched": 60,
        "collateral": 0.0,
        "intruders": sum(it["family"] == "security" for it in incidents),
        "attacker_succeeded": any(it["ended"] is None for it in incidents),
        "damage": sum(it["damage"] for it in incidents),
        "damage_untouched": sum(it["untouched"] for it in incidents),
        "herrings": 0,
        "herrings_treated": 0,
    }
    return {**found, **_CONDUCT, **_END, **changes}


_CONDUCT: dict[str, Any] = {
    "moves": 10,
    "calls": 4,
    "invalid": 0,
    "malformed": False,
    "repeats": 0,
    "wrong_role": 0,
    "handoffs": 0,
    "facts_needed": 0,
    "facts_got": 0,
}
_END: dict[str, Any] = {
    "reported": True,
    "report_step": 10,
    "premature": False,
    "resolved": True,
    "stable": True,
    "passed": True,
    "decision": "",
    "flags": [],
}
