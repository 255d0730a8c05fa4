"""Reads an alert with its log and records, and answers it."""

from watchfloor.opensoc.actions import LookUp, SubmitTriage
from watchfloor.play.role import Role

ROLE = Role(
    name="defender",
    brief=(
        "Decide what to do about the alert. Read the lines of the log and the records, follow the "
        "runbook from the top, and cite the line or record that decided it."
    ),
    moves=(SubmitTriage, LookUp),
    sources=("alert", "log", "records", "runbook", "board", "desk"),
)
