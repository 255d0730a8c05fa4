import pytest

from watchfloor.logsentinel import cells as at
from watchfloor.logsentinel.phases import DETECT, MITIGATE, REPORT, TRIAGE, VERIFY, is_open


def _cells(phase: int, *rows: tuple[int, int, int], **changes: int) -> list[int]:
    """Return cells in *phase* with proposals of a severity, a standing and a tick of a check."""
    cells = at.blank()
    cells[at.PHASE] = phase
    for index, (severity, standing, check) in enumerate(rows):
        first = at.PROPOSALS + at.PROPOSAL_SIZE * index
        row = (1 + index, index, 1, 0, 3, severity, standing, check)
        cells[first : first + at.PROPOSAL_SIZE] = row
    for name, number in changes.items():
        cells[getattr(at, name)] = number
    return cells


BARE, GRADED, GONE = (0, 0, -1), (2, 0, -1), (0, at.WITHDRAWN, -1)


@pytest.mark.parametrize(
    ("cells", "aim", "is_it"),
    [
        (_cells(DETECT), TRIAGE, False),
        (_cells(DETECT, BARE), TRIAGE, True),
        (_cells(DETECT, GONE), TRIAGE, False),
        (_cells(DETECT, GRADED), MITIGATE, False),
        (_cells(TRIAGE, BARE), MITIGATE, False),
        (_cells(TRIAGE, GRADED), MITIGATE, True),
        (_cells(TRIAGE, GRADED, BARE), MITIGATE, False),
        (_cells(TRIAGE, GRADED, GONE), MITIGATE, True),
        (_cells(MITIGATE, GRADED), VERIFY, False),
        (_cells(MITIGATE, GRADED, ORDERED=1, PENDING=3), VERIFY, False),
        (_cells(MITIGATE, GRADED, ORDERED=1), VERIFY, True),
        (_cells(VERIFY, GRADED, LANDED=9), REPORT, False),
        (_cells(VERIFY, (2, at.PASSED, 8), LANDED=9), REPORT, False),
        (_cells(VERIFY, (2, at.PASSED, 9), LANDED=9), REPORT, True),
        (_cells(VERIFY, (2, at.FAILED, 12), LANDED=9), REPORT, True),
        (_cells(VERIFY, (2, at.PASSED, 12), GRADED, LANDED=9), REPORT, False),
        (_cells(VERIFY, GONE, LANDED=9), REPORT, False),
        (_cells(VERIFY, GRADED), MITIGATE, True),
        (_cells(VERIFY, GRADED), TRIAGE, False),
        (_cells(MITIGATE, GRADED), MITIGATE, False),
        (_cells(MITIGATE, GRADED), DETECT, True),
        (_cells(DETECT, GRADED), DETECT, False),
        (_cells(REPORT, GRADED), DETECT, False),
        (_cells(REPORT, GRADED), MITIGATE, False),
        (_cells(DETECT, GRADED), -1, False),
    ],
)
def test_a_gate_is_open_when_its_work_is_done(cells: list[int], aim: int, *, is_it: bool) -> None:
    """Each phase is reached from the one before it, once what it rests on is there."""
    assert is_open(cells, aim) == is_it
