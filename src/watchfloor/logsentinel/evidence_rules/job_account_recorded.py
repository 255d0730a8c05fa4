"""A scheduled job whose password was changed."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Closed",
        (-1, 0),
        f"password of svc-{place.naming.trade.jobs[0]} rotated, job on "
        f"{place.naming.of('workers')} gets it at the next deployment, tolerated for "
        f"{draw.between(1, 6)} h, agreed with {approver(place, draw)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="job_account_recorded",
    summary="The password of a scheduled job was changed, and the job does not know it yet.",
    source="change",
    exonerates=("cron_failure",),
    shows=(Sighting("cron_failure", "own", 0),),
    line=_line,
)
