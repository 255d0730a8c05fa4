"""Somebody is away and does not work; it explains nothing."""

from watchfloor.world.work import Work

WORK = Work(
    name="leave_of_absence",
    summary="Somebody is away and does not work; it explains nothing.",
    covers=(),
)
