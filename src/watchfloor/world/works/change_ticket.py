"""An administrator changes a machine by script."""

from watchfloor.world.work import Work

WORK = Work(
    name="change_ticket",
    summary="An administrator changes a machine by script.",
    covers=(
        "encoded_script",
        "memory_script",
        "remote_execution",
        "task_from_profile",
        "rapid_discovery",
    ),
)
