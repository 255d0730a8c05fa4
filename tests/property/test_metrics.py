"""What every metric keeps, whatever was played."""

from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import results
from watchfloor.evaluation.confusion import ANSWERS
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.scoring import scored

TRIAGE = sorted(name for name, it in METRICS.items() if it.game in ("", "opensoc"))
CONFIDENCE = st.none() | st.integers(0, 10).map(lambda it: it / 10)


@st.composite
def alerts(draw: st.DrawFn, most: int = 3) -> list[Result]:
    """Return alerts that were answered somehow, each of them up to so many times."""
    found: list[Result] = []
    for seed in range(draw(st.integers(1, 8))):
        truth = draw(st.sampled_from(ANSWERS))
        for repeat in range(draw(st.integers(1, most))):
            answer = draw(st.sampled_from((*ANSWERS, "")))
            changes: dict[str, Any] = {"confidence": draw(CONFIDENCE) if answer else None}
            reading = results.alert(truth, answer, **changes)
            found.append(results.result(seed, repeat, reading=reading))
    return found


@pytest.mark.slow
@given(alerts(), st.sampled_from(TRIAGE), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_a_metric_keeps_its_bounds_and_minds_no_order(
    played: list[Result], name: str, luck: Random
) -> None:
    """Whatever was answered, in whatever order, with whatever failures among it."""
    metric = METRICS[name]
    turned = [*played, results.failed(90), results.failed(91)]
    luck.shuffle(turned)
    score, again = scored(played, metric), scored(turned, metric)
    found = score.estimate

    assert again.estimate == found
    assert (again.no_replies, score.no_replies) == (2, 0)
    assert found is None or metric.least <= found.mean <= metric.most
    assert (
        found is None
        or not found.has_ends
        or metric.least <= found.low <= found.mean <= found.high <= metric.most
    )


@pytest.mark.slow
@given(alerts(most=1), st.sampled_from(TRIAGE))
@settings(max_examples=200, deadline=None)
def test_what_was_played_once_more_narrows_nothing(played: list[Result], name: str) -> None:
    """Every play told twice, as if by a copy, leaves a metric of shares and means as it is."""
    metric = METRICS[name]
    if metric.how.__class__.__name__ == "Whole" or name.startswith(("pass_", "fleiss")):
        return
    twice = [
        *played,
        *(results.result(it.seed, it.repeat + 10, reading=it.reading) for it in played),
    ]
    once, again = (scored(it, metric).estimate for it in (played, twice))

    assert (once is None) == (again is None)
    if once is not None and again is not None:
        assert again.mean == pytest.approx(once.mean)
        assert again.high - again.low >= (once.high - once.low) * 0.999
