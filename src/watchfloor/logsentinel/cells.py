"""The numbers of a state: one flat row of whole numbers, and what stands where.

A block has one cell for each service, incident, role or mitigation on its way, in the order of the
tables. Rates are in parts of one, lags in sixteenths of a second, masks have a bit for each piece
of evidence.
"""

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.fixed_point import ONE, parts
from watchfloor.logsentinel.roles import ROLES

SERVICES = len(SLOTS)
SEATS = len(ROLES)
MOST_INCIDENTS = 8
MOST_PENDING = 8
MOST_PROPOSALS = 6
MOST_EVIDENCE = 62
"""So that a mask stays below 64 bits with its sign."""

(
    TICK,
    PHASE,
    FLOOR,  # the role that speaks
    IS_OVER,
    LOSS,  # what users went through so far
    LOST_WRITES,
    QUEUE,
    FIRST_LAG,
    SECOND_LAG,
    HIT,
    SHED,
    SHED_TICKS,
    DRAIN_TICKS,
    CALM,  # the share of trouble that users no longer mind
    TROUBLED,  # services that are not at rest, one bit each
    LASTING,  # services that bear more than traffic and errors
    INFESTED,  # services in which somebody has spread out
    EMITTED,  # evidence that there is
    GONE,  # evidence that there will never be, or is no more
    ALERTED,  # the tick of the last pushed alert
    LANDED,  # the tick of the last effect of a mitigation
    ORDERED,  # how many mitigations took effect
    STRAIN,  # how much has been disturbed lately by what was ordered
    IDLE_RUN,
    IDLE,
    REFUSED_MOVES,
    REDUNDANT,
    DUPLICATE,
    BLIND,
    MOVES,
) = range(30)

ERROR = 30
TRAFFIC = ERROR + SERVICES
HEALTH = TRAFFIC + SERVICES
POOL = HEALTH + SERVICES
DISK = POOL + SERVICES
COMPROMISE = DISK + SERVICES
BLIP = COMPROMISE + SERVICES
BLIP_TICKS = BLIP + SERVICES
LOST = BLIP_TICKS + SERVICES
"""Capacity that is gone for a while; below 0 it was added."""
LOST_TICKS = LOST + SERVICES
LOST_BY = LOST_TICKS + SERVICES
"""The mitigation that took it."""
APPROVED = LOST_BY + SERVICES
"""Mitigations that are allowed on the service and not ordered yet, one bit each."""

INTENSITY = APPROVED + SERVICES
STARTED = INTENSITY + MOST_INCIDENTS
"""The tick an incident began, or -1."""
DONE = STARTED + MOST_INCIDENTS
RELIEF = DONE + MOST_INCIDENTS
"""Ticks of relief that are left."""
UNHELD = RELIEF + MOST_INCIDENTS
"""Ticks since it was fixed without being contained."""
DAMAGE = UNHELD + MOST_INCIDENTS
HELD_AT = DAMAGE + MOST_INCIDENTS
HELD_BY = HELD_AT + MOST_INCIDENTS
"""The proposal on whose grounds it was contained, counted from 1; 0 for none."""
FIXED_AT = HELD_BY + MOST_INCIDENTS
FIXED_BY = FIXED_AT + MOST_INCIDENTS

HELD, FIXED = 1, 2
"""The bits of `DONE`."""

PENDING = FIXED_BY + MOST_INCIDENTS
PENDING_SIZE = 4
"""For each mitigation on its way, in the order of the orders: itself plus 1, service, the tick of
its effect, and the proposal behind it, counted from 1."""

KNOWN = PENDING + PENDING_SIZE * MOST_PENDING
HANDED = KNOWN + SEATS
"""What each role was handed by each role; a block for whoever received it."""

PROPOSALS = HANDED + SEATS * SEATS
PROPOSAL_SIZE = 8
(
    ITS_TYPE,  # plus 1, so that 0 is no proposal
    ITS_SERVICE,
    ITS_ROLE,
    ITS_TICK,
    ITS_EVIDENCE,
    ITS_SEVERITY,
    ITS_STANDING,
    ITS_CHECK,  # the tick it was verified last
) = range(PROPOSAL_SIZE)

WITHDRAWN, PASSED, FAILED = 1, 2, 4
"""The bits of the standing of a proposal."""

CELLS = PROPOSALS + PROPOSAL_SIZE * MOST_PROPOSALS

REST_POOL = parts("0.4")
REST_QUEUE = parts("0.5")
REST_LAG = 16
REST_HIT = parts("0.85")
REST_DISK = parts("0.6")


def _blank() -> tuple[int, ...]:
    cells = [0] * CELLS
    cells[QUEUE], cells[HIT] = REST_QUEUE, REST_HIT
    cells[FIRST_LAG] = cells[SECOND_LAG] = REST_LAG
    cells[ALERTED] = cells[LANDED] = -1
    cells[TRAFFIC : TRAFFIC + SERVICES] = [ONE] * SERVICES
    cells[HEALTH : HEALTH + SERVICES] = [ONE] * SERVICES
    cells[POOL : POOL + SERVICES] = [REST_POOL] * SERVICES
    cells[DISK : DISK + SERVICES] = [REST_DISK] * SERVICES
    for block in (STARTED, HELD_AT, FIXED_AT):
        cells[block : block + MOST_INCIDENTS] = [-1] * MOST_INCIDENTS
    return tuple(cells)


BLANK = _blank()
"""The cells of a world in which nothing has happened yet."""


def blank() -> list[int]:
    """Return the cells of a world in which nothing has happened yet, to work on."""
    return list(BLANK)
