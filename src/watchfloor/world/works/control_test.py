"""Controls are shown harmless samples, to see them block."""

from watchfloor.world.work import Work

WORK = Work(
    name="control_test",
    summary="Controls are shown harmless samples, to see them block.",
    covers=("malware_blocked", "exploit_blocked"),
)
