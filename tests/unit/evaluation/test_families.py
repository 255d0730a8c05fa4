"""Chances corrected for a family of comparisons."""

from watchfloor.evaluation.families import holm


def test_each_chance_is_multiplied_by_what_is_left() -> None:
    """The example of Holm: 0.005 x 4, 0.01 x 3, 0.03 x 2, 0.04 x 1, none below the one before."""
    found = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.005})

    assert {name: round(it, 6) for name, it in found.items()} == {
        "d": 0.02,
        "a": 0.03,
        "c": 0.06,
        "b": 0.06,
    }


def test_one_comparison_is_not_corrected() -> None:
    """Alone a chance stands as it is, and no chance exceeds one."""
    assert holm({"only": 0.04}) == {"only": 0.04}
    assert holm({"one": 0.9, "other": 0.8}) == {"other": 1.0, "one": 1.0}
    assert holm({}) == {}
