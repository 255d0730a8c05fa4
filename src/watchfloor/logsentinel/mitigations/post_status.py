"""Tell the users."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="post_status",
    summary="Tell the users on the status page what is going on; they mind a little less.",
    role="incident_commander",
    delay=1,
    calms=parts("0.05"),
)
