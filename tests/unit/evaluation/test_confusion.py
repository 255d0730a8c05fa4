"""The table of answers and truths, held against another implementation."""

import math
from collections.abc import Sequence

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import results
from watchfloor.audit.extra import loaded
from watchfloor.evaluation import confusion
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.scoring import scored
from watchfloor.opensoc.runbook import ANSWERS

SKLEARN = loaded("sklearn.metrics")
PAIRS = st.lists(
    st.tuples(st.sampled_from(confusion.ANSWERS), st.sampled_from((*confusion.ANSWERS, ""))),
    min_size=1,
    max_size=40,
)
Pairs = Sequence[tuple[str, str]]


def sums(pairs: Pairs) -> Sequence[float]:
    """Return the sums that the metrics of the table are computed of."""
    played = results.readings(*(results.alert(truth, answer) for truth, answer in pairs))
    return [it for row in confusion.table(played) for it in row]


def columns(pairs: Pairs) -> tuple[list[str], list[str]]:
    """Return the truths and what was given, as others read them."""
    return [truth for truth, _ in pairs], [answer or "malformed" for _, answer in pairs]


def test_the_classes_are_the_answers_of_the_runbook() -> None:
    """A metric reads no game, so it has its own list; it is the same one."""
    assert confusion.ANSWERS == ANSWERS


@given(PAIRS)
def test_macro_f1_is_that_of_another_implementation(pairs: Pairs) -> None:
    """Over the answers that were right or given; no answer is a miss and no class."""
    truths, given_ones = columns(pairs)
    there = [it for it in ANSWERS if it in truths or it in given_ones]
    found = SKLEARN.f1_score(truths, given_ones, labels=there, average="macro", zero_division=0.0)

    assert confusion.macro_f1(sums(pairs)) == pytest.approx(found)


@given(PAIRS)
def test_the_correlation_is_that_of_another_implementation(pairs: Pairs) -> None:
    """Where one side is constant they say 0 and we say nothing."""
    assume(len({*columns(pairs)[0], *columns(pairs)[1]}) > 1)
    ours = confusion.matthews(sums(pairs))

    assert (ours or 0.0) == pytest.approx(SKLEARN.matthews_corrcoef(*columns(pairs)), abs=1e-9)


@given(PAIRS, st.sampled_from(confusion.ANSWERS))
def test_recall_and_precision_are_those_of_another_implementation(
    pairs: Pairs, answer: str
) -> None:
    """Class by class, nothing where there is nothing to divide by."""
    played = results.readings(*(results.alert(truth, given) for truth, given in pairs))
    for kind, function in (("recall", "recall_score"), ("precision", "precision_score")):
        score = getattr(SKLEARN, function)(
            *columns(pairs), labels=[answer], average="macro", zero_division=float("nan")
        )
        ours = scored(played, METRICS[f"{kind}_{answer}"]).estimate

        assert (ours is None) == math.isnan(score)
        assert ours is None or ours.mean == pytest.approx(score)


@given(PAIRS)
def test_the_table_has_every_answer_once(pairs: Pairs) -> None:
    """Its cells add up to what was played, and its alarms too."""
    found = sums(pairs)

    assert sum(found) == len(pairs)
    assert sum(confusion.hostile(found)) <= len(pairs)


@given(PAIRS, st.sampled_from((5, 20, 50)))
def test_the_mix_within_hostile_and_harmless_stays(pairs: Pairs, percent: int) -> None:
    """What is weighed for a prevalence has that prevalence."""
    width = len(confusion.GIVEN)
    shares = confusion.at_prevalence(percent, lambda it: sum(it[width:]) / sum(it))(sums(pairs))
    hostile = [truth != "dismiss" for truth, _ in pairs]

    assert (shares is None) == (len({*hostile}) == 1)
    assert shares is None or shares == pytest.approx(percent / 100)
