"""How much better than unsure the stated confidence was."""

from watchfloor.play.reward import ONE, Term
from watchfloor.play.verdict import Fact, Verdict

_UNSURE = 3 * ONE // 4
"""What a confidence of one half scores, whatever comes."""


def _score(verdict: Verdict) -> int:
    """Return one less the squared miss of the stated confidence, or the unsure score."""
    stated = int(verdict["confidence"].value)
    if stated < 0:
        return _UNSURE
    miss = stated - (ONE if verdict["right"].value else 0)
    return ONE - miss * miss // ONE


def _value(verdict: Verdict) -> int:
    return 4 * max(0, _score(verdict) - _UNSURE)


TERM = Term(
    name="calibration_gain",
    summary="How much better than unsure the stated confidence was.",
    value=_value,
    pays=Verdict(
        "defender",
        (
            Fact("confidence", 900000),
            Fact("right", value=True),
        ),
    ),
    refuses=Verdict(
        "defender",
        (
            Fact("confidence", 900000),
            Fact("right", value=False),
        ),
    ),
)
