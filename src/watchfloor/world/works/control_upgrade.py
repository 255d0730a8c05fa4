"""A control is replaced and its logs begin anew."""

from watchfloor.world.work import Work

WORK = Work(
    name="control_upgrade",
    summary="A control is replaced and its logs begin anew.",
    covers=("control_disabled", "log_emptied"),
)
