"""Reference readers of different care, who say how hard a case is."""

from watchfloor.opensoc.analyst import Habits, answers
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import Answer
from watchfloor.play.reward import ONE

READERS: tuple[Habits, ...] = (
    Habits(),
    Habits(checks_host=False, checks_actor=False),
    Habits(checks_hours=False),
    Habits(checks_work=False),
    Habits(checks_work=False, checks_hours=False),
    Habits(checks_work=False, counts_hosts=False),
    Habits(checks_absence=False, checks_standing=False),
    Habits(counts_hosts=False, checks_absence=False),
    Habits(counts_hosts=False, checks_standing=False),
)
"""One is careful; the others are in a hurry, each in a way of its own."""


def learnability(case: Case, answer: Answer) -> int:
    """Return how evenly the readers split on *case*: one at half, nothing at none or all.

    The case is worth learning from when some come to the right *answer* and some do not.
    """
    given = answers(case.events, case.records, READERS, case.sighted)
    wrong = len(given) - given.count(answer)
    return 4 * wrong * (len(READERS) - wrong) * ONE // len(READERS) ** 2
