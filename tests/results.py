"""Results made by hand, for whoever tests metrics."""

import math
from collections.abc import Iterable
from typing import Any

from watchfloor.evaluation.metric import How, Metric, mean_of, share_of
from watchfloor.evaluation.result import Result


def result(seed: int = 1, repeat: int = 0, **changes: Any) -> Result:  # noqa: ANN401  # whatever a result has
    """Return the result of an alert on *seed*, with these *changes* of its fields."""
    fields: dict[str, Any] = {
        "cell": "made",
        "game": "opensoc",
        "scenario": "stage3_mixed",
        "mode": "defender_only",
        "policy": "made",
        "seats": {"defender": "made", "attacker": "environment"},
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
