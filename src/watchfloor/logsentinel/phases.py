"""When the room may go on to another phase."""

from collections.abc import Sequence

from watchfloor.logsentinel.cells import (
    FAILED,
    ITS_CHECK,
    ITS_SEVERITY,
    ITS_STANDING,
    ITS_TYPE,
    LANDED,
    MOST_PROPOSALS,
    ORDERED,
    PASSED,
    PENDING,
    PHASE,
    PROPOSAL_SIZE,
    PROPOSALS,
    WITHDRAWN,
)
from watchfloor.logsentinel.state import PHASES
from watchfloor.logsentinel.tables import ROLE_INDEX

DETECT, TRIAGE, MITIGATE, VERIFY, REPORT = range(len(PHASES))
_STARTS = range(PROPOSALS, PROPOSALS + PROPOSAL_SIZE * MOST_PROPOSALS, PROPOSAL_SIZE)
COMMANDER = ROLE_INDEX["incident_commander"]


def is_open(cells: Sequence[int], aim: int) -> bool:
    """Return whether the room may go to phase *aim* now; whether anything is true counts nothing.

    Triage takes a proposal; mitigation a severity for each; verification a mitigation that took
    effect and none on its way; the report a look at the service of each proposal since then. From
    anywhere there is a way back to detection, and from verification to mitigation.
    """
    phase = cells[PHASE]
    if aim == DETECT or (phase, aim) == (VERIFY, MITIGATE):
        return phase not in (aim, REPORT)
    if aim != phase + 1:
        return False
    if aim == VERIFY:
        return cells[ORDERED] > 0 and not cells[PENDING]
    rows = _open_rows(cells)
    if aim == MITIGATE:
        return bool(rows) and all(row[ITS_SEVERITY] for row in rows)
    if aim == REPORT:
        return bool(rows) and all(_is_checked(cells, row) for row in rows)
    return bool(rows)


def _open_rows(cells: Sequence[int]) -> list[Sequence[int]]:
    """Return the rows of the proposals that stand."""
    rows: list[Sequence[int]] = []
    for first in _STARTS:
        if not cells[first + ITS_TYPE]:
            break
        if not cells[first + ITS_STANDING] & WITHDRAWN:
            rows.append(cells[first : first + PROPOSAL_SIZE])
    return rows


def _is_checked(cells: Sequence[int], row: Sequence[int]) -> bool:
    return bool(row[ITS_STANDING] & (PASSED | FAILED)) and row[ITS_CHECK] >= cells[LANDED]
