"""Passwords are tried on purpose, to find the weak ones."""

from watchfloor.world.work import Work

WORK = Work(
    name="password_audit",
    summary="Passwords are tried on purpose, to find the weak ones.",
    covers=("password_spray", "account_lockout"),
)
