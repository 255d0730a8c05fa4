"""A program is brought to the machines."""

from watchfloor.world.work import Work

WORK = Work(
    name="software_rollout",
    summary="A program is brought to the machines.",
    covers=(
        "service_from_profile",
        "run_key_from_profile",
        "library_from_profile",
        "download_by_tool",
    ),
)
