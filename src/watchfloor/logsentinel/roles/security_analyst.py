"""Finds out whether somebody is inside."""

from watchfloor.logsentinel.actions import (
    Handoff,
    Mitigate,
    Propose,
    Query,
    Verify,
    Wait,
    Withdraw,
)
from watchfloor.logsentinel.seat import Seat

ROLE = Seat(
    name="security_analyst",
    brief=(
        "Look for intruders. Ask sign-ins, network flows and endpoints, hand over what others "
        "need, propose what is wrong, and carry out mitigations of security. Not every alarm is an "
        "attack: the commander knows what was announced."
    ),
    moves=(
        Handoff,
        Mitigate,
        Propose,
        Query,
        Verify,
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
    order=3,
    queries=("auth_log", "netflow", "endpoint"),
    meters=("edge", "web", "api", "auth", "search", "bastion"),
    gauges=(),
)
