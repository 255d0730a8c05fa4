"""How well the citation hits the proof, when the answer is right."""

from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    return int(verdict["citation"].value) if verdict["right"].value else 0


TERM = Term(
    name="deciding_citation",
    summary="How well the citation hits the proof, when the answer is right.",
    value=_value,
    pays=Verdict(
        "defender",
        (
            Fact("citation", 1000000),
            Fact("right", value=True),
        ),
    ),
    refuses=Verdict(
        "defender",
        (
            Fact("citation", 1000000),
            Fact("right", value=False),
        ),
    ),
)
