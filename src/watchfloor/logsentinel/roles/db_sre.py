"""Keeps the databases running."""

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
    name="db_sre",
    brief=(
        "Watch the databases. Ask their metrics and logs, hand over what others need, propose what "
        "is wrong, and carry out mitigations of the databases."
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
    order=2,
    queries=("db_metrics", "db_log"),
    meters=("primary", "first_replica", "second_replica"),
    gauges=("replication_lag", "queue_depth"),
)
