"""Keeps the services of the application running."""

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
    name="app_sre",
    brief=(
        "Watch the services of the application. Ask their metrics, logs and traces, hand over what "
        "others need, propose what is wrong, and carry out mitigations of the application."
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
    order=1,
    queries=("app_metrics", "app_log", "trace"),
    meters=("edge", "web", "api", "auth", "workers", "queue", "cache", "search"),
    gauges=("cache_hits", "queue_depth"),
)
