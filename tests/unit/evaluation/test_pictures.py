"""The pictures of a report, of results made by hand."""

import re
from collections.abc import Mapping
from typing import Any

import pytest

import results
from watchfloor.evaluation.drawing import Tone
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.picture import Place, Player
from watchfloor.evaluation.pictures import PICTURES
from watchfloor.evaluation.result import Result


def result(reading: Mapping[str, Any], paid: Mapping[str, int] | None = None) -> Result:
    """Return an episode of which *reading* was taken and that *paid* by term."""
    terms = dict(paid or {})
    rewards = {"defender": sum(terms.values())}
    return results.result(reading=dict(reading), paid={"defender": terms}, rewards=rewards)


def answered(confidence: float, *, right: bool) -> dict[str, Any]:
    """Return the reading of an answer that was so sure."""
    return {"truth": "block_ip", "answer": "block_ip", "confidence": confidence, "right": right}


def place(*played: Result, tone: Tone = "tested") -> Place:
    """Return a place in which one policy came to *played*."""
    worth = Interval(0.25, 0.0, 0.5)
    return Place("game", "place/mode", (Player("mine", tone, ("defender",), played, worth),))


def drawn(name: str, *played: Result) -> str:
    """Return picture *name* of *played*."""
    found = PICTURES[name].draw(place(*played))
    assert found is not None

    return found


@pytest.mark.parametrize("name", sorted(set(PICTURES) - {"scores"}))
def test_nothing_is_drawn_of_what_was_not_read(name: str) -> None:
    """A game without a reading, or without the kind that a picture needs, has no such picture."""
    assert PICTURES[name].draw(place(result({}))) is None


def test_scores_are_drawn_of_everyone_who_was_paid() -> None:
    """The interval of the policy stands in the picture."""
    assert "0.250 [0.000, 0.500]" in drawn("scores", result({}))


def test_confusion_counts_each_pair_of_truth_and_answer() -> None:
    """Two of three threats were dismissed, and one reply could not be read."""
    missed = {"truth": "block_ip", "decision": "dismiss"}
    found = drawn(
        "confusion", *[result(missed)] * 2, result({"truth": "block_ip", "decision": "malformed"})
    )
    row = re.search(r'scope="row">block_ip</th>(.*?)</tr>', found)

    assert row is not None
    assert re.findall(r">(\d+)<", row[1]) == ["2", "0", "0", "0", "0", "1"]


def test_components_are_means_in_points() -> None:
    """A term that took a tenth of a point in one of two episodes took a twentieth on average."""
    found = drawn(
        "components", result({}, {"gain": 800_000, "harm": -100_000}), result({}, {"gain": 0})
    )

    assert re.findall(r'scope="row">(\w+)</th><td[^>]*>([^<]+)<', found) == [
        ("gain", "0.400"),
        ("harm", "-0.050"),
    ]


def test_calibration_compares_what_was_said_with_what_was_right() -> None:
    """Sure of one half and right every second time lies on the line, as one bin."""
    said = [result(answered(0.5, right=it % 2 == 0)) for it in range(20)]
    found = drawn("calibration", *said)

    assert 'points="221,127 231,127 231,137 221,137"' in found


def test_risk_is_that_of_the_surest_answers_first() -> None:
    """Of four answers the surer half is right, so the line begins at no risk and ends at half."""
    said = [result(answered(sure, right=sure > 0.5)) for sure in (0.9, 0.8, 0.4, 0.3)]
    points = re.findall(r'points="([^"]+)"', drawn("risk_coverage", *said))

    assert points == ["135,236 226,236 317,166.7 408,132"]


def test_restraint_sets_what_was_contained_against_what_was_hit() -> None:
    """One of two threats was contained, and one of two episodes hit something needlessly."""
    right, wrong = {"right": True, "harmful": False}, {"right": False, "harmful": True}
    found = drawn(
        "restraint",
        result({"required": 1, "orders": [right]}),
        result({"required": 1, "orders": [wrong, wrong]}),
    )

    assert '<circle cx="226" cy="132"' in found


def test_an_incident_that_nobody_acts_on_waits_to_the_end() -> None:
    """One of two is acted on after ten minutes; the other is followed to the horizon of forty."""
    incidents = [{"began": 5, "mitigated": 15}, {"began": 0, "mitigated": None}]
    found = drawn("time_to_containment", result({"horizon": 40, "incidents": incidents}))
    points = re.findall(r'points="([^"]+)"', found)

    assert points == ["44,28 135,28 135,132 408,132"]
