"""Somebody works from abroad."""

from watchfloor.world.work import Work

WORK = Work(
    name="travel_notice",
    summary="Somebody works from abroad.",
    covers=("outside_sign_in",),
)
