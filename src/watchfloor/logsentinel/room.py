"""What each move does in the room; nothing here lets time pass.

A move is judged by its form alone: whether what it names exists, whether the speaker holds it and
may do it now. Nothing depends on what is true.
"""

from collections.abc import Callable, Mapping
from typing import Any

from watchfloor.logsentinel import phases
from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Handoff,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.cells import (
    APPROVED,
    BLIND,
    DUPLICATE,
    EMITTED,
    FAILED,
    GONE,
    HANDED,
    HEALTH,
    INTENSITY,
    ITS_CHECK,
    ITS_ROLE,
    ITS_SERVICE,
    ITS_SEVERITY,
    ITS_STANDING,
    ITS_TYPE,
    KNOWN,
    LANDED,
    MOST_PENDING,
    MOST_PROPOSALS,
    PASSED,
    PENDING,
    PENDING_SIZE,
    PHASE,
    PROPOSAL_SIZE,
    PROPOSALS,
    SEATS,
    STRAIN,
    TICK,
    WITHDRAWN,
)
from watchfloor.logsentinel.fixed_point import ONE, parts
from watchfloor.logsentinel.state import PHASES, PROPOSAL_INDEX
from watchfloor.logsentinel.tables import (
    MITIGATION_INDEX,
    MITIGATION_ROWS,
    OWNER,
    PLAYBOOKS,
    ROLE_INDEX,
    SLOT_INDEX,
    SOURCE_INDEX,
    TYPE_INDEX,
    TYPES,
)
from watchfloor.logsentinel.world import World
from watchfloor.play.action import Action

DETECT, TRIAGE, MITIGATE, VERIFY, REPORT = range(len(PHASES))
MOST_HANDED = 4
CITED = range(2, 9)
"""How many pieces of evidence a proposal takes."""
SEVERITIES = range(1, 5)
WAITS = range(1, 6)
MOST_CLAIMS = 32
WELL = parts("0.85")
STILL = parts("0.29")
"""How strong an incident may be on a service that is said to be well."""
MOST_STRAIN = 6 * ONE
"""How much may be disturbed within a short time without the commander's approval."""
EDGE = SLOT_INDEX["edge"]


Heard = tuple[int, tuple[str, ...]]
"""What became of a move, and what the room hears of it."""
Act = Callable[[World, list[int], int, Any], Heard]
"""A move made in a world, on its cells, by a role."""
DONE, UNCHANGED, CANNOT = range(3)
"""Done; possible, but nothing came of it; not possible now."""
REFUSED: Heard = (CANNOT, ())


def _bits(world: World, ids: tuple[str, ...], counts: range, held: int) -> int:
    """Return the pieces of evidence that *ids* name, or 0 unless so many and all are *held*."""
    if len(ids) > len(world.evidence):
        return 0
    found = 0
    for name in ids:
        bit = world.places.get(name)
        if bit is None:
            return 0
        found |= 1 << bit
    return 0 if found & ~held or found.bit_count() not in counts else found


def _open(cells: list[int], name: str) -> int:
    """Return where the open proposal *name* begins, or -1."""
    index = PROPOSAL_INDEX.get(name, -1)
    first = PROPOSALS + PROPOSAL_SIZE * index
    if index < 0 or not cells[first + ITS_TYPE] or cells[first + ITS_STANDING] & WITHDRAWN:
        return -1
    return first


def query(world: World, cells: list[int], role: int, action: Query) -> Heard:
    """Bring up what the source has shown about the service."""
    service = world.slots.get(action.service)
    if service is None or OWNER.get(action.source) != role:
        return REFUSED
    wiring = world.wiring
    there = wiring.by_source[SOURCE_INDEX[action.source]] & wiring.by_service[service]
    fresh = there & cells[EMITTED] & ~(cells[GONE] | cells[KNOWN + role])
    cells[KNOWN + role] |= fresh
    return (DONE if fresh else UNCHANGED, (action.source, action.service))


def handoff(world: World, cells: list[int], role: int, action: Handoff) -> Heard:
    """Let another role hold what the speaker holds."""
    receiver = ROLE_INDEX.get(action.to, role)
    given = _bits(world, action.evidence, range(1, MOST_HANDED + 1), cells[KNOWN + role])
    if receiver == role or not given:
        return REFUSED
    fresh = given & ~cells[KNOWN + receiver]
    cells[KNOWN + receiver] |= fresh
    cells[HANDED + SEATS * receiver + role] |= fresh
    return (DONE if fresh else UNCHANGED, (action.to, str(given.bit_count())))


def propose(world: World, cells: list[int], role: int, action: Propose) -> Heard:
    """Put a proposal on the table, if it is in form."""
    kind, service = TYPE_INDEX.get(action.incident_type), world.slots.get(action.service)
    if kind is None or service is None or TYPES[kind].is_harmless or cells[PHASE] > VERIFY:
        return REFUSED
    cited = _bits(world, action.evidence, CITED, cells[KNOWN + role])
    if not cited:
        return REFUSED
    for index in range(MOST_PROPOSALS):
        first = PROPOSALS + PROPOSAL_SIZE * index
        if not cells[first + ITS_TYPE]:
            row = (kind + 1, service, role, cells[TICK], cited, 0, 0, -1)
            cells[first : first + PROPOSAL_SIZE] = row
            return (DONE, (action.incident_type, action.service))
        is_same = (cells[first + ITS_TYPE], cells[first + ITS_SERVICE]) == (kind + 1, service)
        if is_same and not cells[first + ITS_STANDING] & WITHDRAWN:
            cells[DUPLICATE] += 1
            return REFUSED
    return REFUSED


def withdraw(_world: World, cells: list[int], role: int, action: Withdraw) -> Heard:
    """Take a proposal back; whoever made it can, and the commander."""
    first = _open(cells, action.proposal)
    if first < 0 or role not in (cells[first + ITS_ROLE], phases.COMMANDER):
        return REFUSED
    cells[first + ITS_STANDING] |= WITHDRAWN
    return (DONE, (action.proposal,))


def set_severity(_world: World, cells: list[int], _role: int, action: SetSeverity) -> Heard:
    """Say how grave a proposal is."""
    first = _open(cells, action.proposal)
    if first < 0 or action.severity not in SEVERITIES:
        return REFUSED
    was, cells[first + ITS_SEVERITY] = cells[first + ITS_SEVERITY], action.severity
    words = (action.proposal, str(action.severity))
    return (DONE if was != action.severity else UNCHANGED, words)


def needs_approval(cells: tuple[int, ...] | list[int], mitigation: int) -> bool:
    """Return whether the *mitigation* of that index has to be approved now.

    A risky one always has to; any other once so much has been disturbed lately that it would be
    too much together.
    """
    row = MITIGATION_ROWS[mitigation]
    return row.is_risky or (row.strain > 0 and cells[STRAIN] + row.strain > MOST_STRAIN)


def approve(world: World, cells: list[int], _role: int, action: Approve) -> Heard:
    """Allow a mitigation on a service, once."""
    mitigation = MITIGATION_INDEX.get(action.mitigation)
    service = world.slots.get(action.service)
    if mitigation is None or service is None or cells[PHASE] < TRIAGE:
        return REFUSED
    is_new = needs_approval(cells, mitigation) and not cells[APPROVED + service] >> mitigation & 1
    if is_new:
        cells[APPROVED + service] |= 1 << mitigation
    return (DONE if is_new else UNCHANGED, (action.mitigation, action.service))


def mitigate(world: World, cells: list[int], role: int, action: Mitigate) -> Heard:
    """Order a mitigation; it takes effect later, whether or not it helps."""
    mitigation = MITIGATION_INDEX.get(action.mitigation, -1)
    service = world.slots.get(action.service, -1)
    first = _open(cells, action.proposal) if action.proposal else 0
    if mitigation < 0 or service < 0 or first < 0 or cells[PHASE] != MITIGATE:
        return REFUSED
    row = MITIGATION_ROWS[mitigation]
    place = _free(cells, mitigation, service)
    if row.role != role or place < 0 or not _is_allowed(cells, mitigation, service):
        return REFUSED
    grounds = _grounds(cells, first, mitigation, service) if first else 0
    if grounds == 0 and (row.strain or row.contains or row.fixes):
        cells[BLIND] += 1
    order = (mitigation + 1, service, cells[TICK] + row.delay, grounds)
    cells[place : place + PENDING_SIZE] = order
    cells[STRAIN] += row.strain
    why = (action.proposal,) if grounds else ()
    return (DONE, (action.mitigation, action.service, *why))


def _free(cells: list[int], mitigation: int, service: int) -> int:
    """Return where the order can stand, or -1 if it stands already or there is no place left."""
    for index in range(MOST_PENDING):
        place = PENDING + PENDING_SIZE * index
        if not cells[place]:
            return place
        if cells[place] == mitigation + 1 and cells[place + 1] == service:
            return -1
    return -1


def _is_allowed(cells: list[int], mitigation: int, service: int) -> bool:
    """Return whether nobody has to approve or somebody has, which is used up by it."""
    if not needs_approval(cells, mitigation):
        return True
    bit = 1 << mitigation
    was = cells[APPROVED + service]
    cells[APPROVED + service] = was & ~bit
    return bool(was & bit)


def _grounds(cells: list[int], first: int, mitigation: int, service: int) -> int:
    """Return the proposal that begins at *first*, counted from 1, if it speaks for the order."""
    is_in_playbook = PLAYBOOKS[cells[first + ITS_TYPE] - 1] >> mitigation & 1
    is_there = cells[first + ITS_SERVICE] == service or (
        service == EDGE and MITIGATION_ROWS[mitigation].works_at_edge
    )
    return (first - PROPOSALS) // PROPOSAL_SIZE + 1 if is_in_playbook and is_there else 0


def verify(world: World, cells: list[int], _role: int, action: Verify) -> Heard:
    """Look whether the service of a proposal is well."""
    first = _open(cells, action.proposal)
    if first < 0 or cells[PHASE] != VERIFY:
        return REFUSED
    service = cells[first + ITS_SERVICE]
    is_well = cells[HEALTH + service] >= WELL and all(
        cells[INTENSITY + course.number] <= STILL
        for course in world.wiring.courses
        if course.service == service and not course.is_harmless
    )
    was = cells[first + ITS_STANDING] & PASSED and cells[first + ITS_CHECK] >= cells[LANDED]
    cells[first + ITS_STANDING] = PASSED if is_well else FAILED
    cells[first + ITS_CHECK] = cells[TICK]
    return (UNCHANGED if was and is_well else DONE, (action.proposal,))


def advance(_world: World, cells: list[int], _role: int, action: Advance) -> Heard:
    """Go to another phase, if its gate is open."""
    aim = PHASES.index(action.phase) if action.phase in PHASES else -1
    if not phases.is_open(cells, aim):
        return REFUSED
    cells[PHASE] = aim
    return (DONE, (action.phase,))


def report(_world: World, cells: list[int], _role: int, action: Report) -> Heard:
    """End the episode with a report that is not endless."""
    is_long = len(action.claims) > MOST_CLAIMS
    return REFUSED if is_long or cells[PHASE] != REPORT else (DONE, ())


def wait(_world: World, _cells: list[int], _role: int, action: Wait) -> Heard:
    """Let time pass."""
    return (DONE, (str(action.ticks),)) if action.ticks in WAITS else REFUSED


ACTS: Mapping[type[Action], Act] = {
    Advance: advance,
    Approve: approve,
    Handoff: handoff,
    Mitigate: mitigate,
    Propose: propose,
    Query: query,
    Report: report,
    SetSeverity: set_severity,
    Verify: verify,
    Wait: wait,
    Withdraw: withdraw,
}
"""What each move does."""
