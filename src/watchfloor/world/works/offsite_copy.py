"""Data is handed to a contracted place outside."""

from watchfloor.world.work import Work

WORK = Work(
    name="offsite_copy",
    summary="Data is handed to a contracted place outside.",
    covers=("large_transfer", "bucket_opened"),
)
