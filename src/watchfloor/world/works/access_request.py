"""Somebody is given rights that were asked for."""

from watchfloor.world.work import Work

WORK = Work(
    name="access_request",
    summary="Somebody is given rights that were asked for.",
    covers=("admin_granted", "cloud_key_created", "consent_granted"),
)
