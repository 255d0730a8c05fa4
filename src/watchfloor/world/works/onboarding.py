"""Somebody starts to work here."""

from watchfloor.world.work import Work

WORK = Work(
    name="onboarding",
    summary="Somebody starts to work here.",
    covers=("new_account_used", "admin_granted"),
)
