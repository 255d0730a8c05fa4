"""The moves of the game, as they go over the wire."""

from watchfloor.logsentinel.actions import (
    Advance,
    Approve,
    Claim,
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

__all__ = [
    "Advance",
    "Approve",
    "Claim",
    "Handoff",
    "Mitigate",
    "Propose",
    "Query",
    "Report",
    "SetSeverity",
    "Verify",
    "Wait",
    "Withdraw",
]
