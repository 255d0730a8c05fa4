"""Somebody's mail goes to a colleague for a while."""

from watchfloor.world.work import Work

WORK = Work(
    name="mail_delegation",
    summary="Somebody's mail goes to a colleague for a while.",
    covers=("mailbox_forward",),
)
