"""A machine is changed by script, in the name of whoever works on it."""

from watchfloor.world.work import Work

WORK = Work(
    name="change_ticket",
    summary="A machine is changed by script, in the name of whoever works on it.",
    covers=(
        "encoded_script",
        "memory_script",
        "remote_execution",
        "task_from_profile",
        "domain_listed",
    ),
)
