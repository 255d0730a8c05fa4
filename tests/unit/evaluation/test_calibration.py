"""Stated confidence beside what was right."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import results
from watchfloor.audit.extra import loaded
from watchfloor.evaluation import calibration
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.scoring import scored

PAIRS = st.lists(
    st.tuples(st.integers(0, 20).map(lambda it: it / 20), st.booleans()), min_size=1, max_size=50
)
Pairs = Sequence[tuple[float, bool]]


def played(pairs: Pairs) -> list[Result]:
    """Return answers that are so sure, and right or not."""
    return results.readings(
        *(
            results.alert("block_ip", "block_ip" if right else "monitor", confidence=confidence)
            for confidence, right in pairs
        )
    )


@given(PAIRS)
def test_the_squared_score_is_that_of_another_implementation(pairs: Pairs) -> None:
    """The score of Brier, where both outcomes can be told apart."""
    theirs = loaded("sklearn.metrics").brier_score_loss(
        [right for _, right in pairs], [it for it, _ in pairs], pos_label=True
    )
    ours = scored(played(pairs), METRICS["brier"]).estimate

    assert ours is not None
    assert ours.mean == pytest.approx(theirs)


@given(PAIRS)
def test_bins_have_equal_mass_and_lose_nothing(pairs: Pairs) -> None:
    """Fifteen bins hold all answers between them, the least sure first."""
    bins = calibration.bins(played(pairs))

    assert len(bins) == calibration.BINS
    assert [it.mass for it in bins] == pytest.approx([len(pairs) / 15] * 15)
    assert sum(it.mass * it.right for it in bins) == pytest.approx(sum(it for _, it in pairs))
    assert [it.stated for it in bins] == pytest.approx(sorted(it.stated for it in bins))


def test_who_states_what_is_the_case_lies_nowhere_off() -> None:
    """Seven of ten right at 0.7, and one of ten at 0.1."""
    pairs = [(0.7, place < 7) for place in range(10)] + [(0.1, place < 1) for place in range(10)]

    assert calibration.ece(played(pairs)) == pytest.approx(0.0)


@given(PAIRS)
def test_the_curve_ends_at_everything(pairs: Pairs) -> None:
    """At full coverage the risk is the share that is wrong."""
    curve = calibration.risk_coverage(played(pairs))
    wrong = sum(not right for _, right in pairs) / len(pairs)

    assert [share for share, _ in curve] == pytest.approx(
        [(place + 1) / len(pairs) for place in range(len(pairs))]
    )
    assert curve[-1][1] == pytest.approx(wrong)


def test_what_is_escalated_is_answered_last() -> None:
    """However sure it is: it was left to somebody else."""
    found = results.readings(
        results.alert("block_ip", "escalate", confidence=1.0),
        results.alert("block_ip", "block_ip", confidence=0.2),
    )

    assert calibration.risk_coverage(found) == [(0.5, 0.0), (1.0, 0.5)]


def test_the_order_of_equally_sure_answers_does_not_matter() -> None:
    """One right and one wrong at one confidence: half a mistake from the first on."""
    pairs = [(0.5, True), (0.5, False)]

    assert calibration.aurc(played(pairs)) == calibration.aurc(played(pairs[::-1])) == 0.5
