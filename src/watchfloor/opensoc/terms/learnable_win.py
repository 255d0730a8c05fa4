"""The defender misjudged what reference defenders disagree about; known ways pay half."""

from watchfloor.play.reward import Term
from watchfloor.play.verdict import Fact, Verdict


def _value(verdict: Verdict) -> int:
    if not verdict["defender_wrong"].value:
        return 0
    earned = int(verdict["learnability"].value)
    return earned if verdict["is_novel"].value else earned // 2


TERM = Term(
    name="learnable_win",
    summary="The defender misjudged what reference defenders disagree about; known ways pay half.",
    value=_value,
    pays=Verdict(
        "attacker",
        (
            Fact("defender_wrong", value=True),
            Fact("learnability", 1000000),
            Fact("is_novel", value=True),
        ),
    ),
    refuses=Verdict(
        "attacker",
        (
            Fact("defender_wrong", value=False),
            Fact("learnability", 1000000),
            Fact("is_novel", value=True),
        ),
    ),
)
