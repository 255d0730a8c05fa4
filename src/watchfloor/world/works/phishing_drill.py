"""People are sent a harmless lure to see who bites."""

from watchfloor.world.work import Work

WORK = Work(
    name="phishing_drill",
    summary="People are sent a harmless lure to see who bites.",
    covers=("lure_delivered", "office_spawns_shell"),
)
