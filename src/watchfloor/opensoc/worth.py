"""What each answer costs for each truth, in analyst minutes, and the value that comes of it.

A cost holds the work itself, the downtime of what was cut off and the loss expected while an
intruder stays. The value of an answer is one minus its regret, scaled so that the right answer is
worth one and the best answer given blindly, at the mix of the stages, is worth nothing.
"""

from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.play.reward import ONE

COSTS: dict[Answer, dict[Answer, int]] = {
    "dismiss": dict(zip(ANSWERS, (2, 48, 90, 62, 75), strict=True)),
    "monitor": dict(zip(ANSWERS, (60, 5, 75, 40, 55), strict=True)),
    "quarantine_host": dict(zip(ANSWERS, (360, 240, 30, 220, 120), strict=True)),
    "block_ip": dict(zip(ANSWERS, (240, 160, 130, 20, 110), strict=True)),
    "escalate": dict(zip(ANSWERS, (720, 520, 330, 420, 60), strict=True)),
}
"""By truth, then by answer."""

MIX: dict[Answer, int] = {answer: 40 if answer == "dismiss" else 15 for answer in ANSWERS}
"""How many incidents of a hundred have each answer, where nothing else is asked for."""


def regret(truth: Answer, answer: Answer) -> int:
    """Return what *answer* costs more than the right one, in millionths of twice the worst."""
    row = COSTS[truth]
    return 2 * ONE * (row[answer] - row[truth]) // (max(row.values()) - row[truth])


def _blind() -> int:
    """Return the least regret, on average, of an answer given whatever is shown."""
    return min(
        sum(MIX[truth] * regret(truth, answer) for truth in ANSWERS) // 100 for answer in ANSWERS
    )


BLIND = _blind()


def value(truth: Answer, answer: Answer) -> int:
    """Return the value of *answer*, in millionths: one for the right one, at least minus one.

    >>> value("escalate", "escalate")
    1000000
    """
    return ONE - regret(truth, answer) * ONE // BLIND
