"""Volumes are cleaned, moved or encrypted."""

from watchfloor.world.work import Work

WORK = Work(
    name="storage_maintenance",
    summary="Volumes are cleaned, moved or encrypted.",
    covers=("shadow_copies_deleted", "mass_encryption"),
)
