"""Decides what comes next, and touches no system."""

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Handoff,
    Mitigate,
    Propose,
    Query,
    Report,
    SetSeverity,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.seat import Seat

ROLE = Seat(
    name="incident_commander",
    brief=(
        "Lead the room. You see what users see, the change calendar and the inventory. You say how "
        "grave a proposal is, allow risky mitigations, move the phases and write the report, which "
        "ends the incident. Ask the others for evidence, and hand on what explains an alert away."
    ),
    moves=(
        Advance,
        Approve,
        Handoff,
        Mitigate,
        Propose,
        Query,
        Report,
        SetSeverity,
        Wait,
        Withdraw,
    ),
    sources=(
        "room",
        "estate",
        "timeline",
        "proposals",
        "mitigations",
        "meters",
        "evidence",
        "handed",
        "runbook",
    ),
    order=0,
    queries=("change", "status"),
    meters=("edge",),
    gauges=("queue_depth",),
)
