"""Jobs that take longer than they did."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    usual = draw.between(400, 2_200)
    return app_log_line(
        place,
        draw,
        "warn",
        f"{draw.pick(place.naming.trade.jobs)} exceeded soft time limit",
        {
            "elapsed_ms": usual * draw.between(26, 58) // 10,
            "median_7d_ms": usual,
            "throttled_periods": draw.between(200, 2_900),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="jobs_slow_logged",
    summary="The same jobs take much longer than yesterday.",
    source="app_log",
    speaks_for=("miner", "bad_deploy", "queue_backlog"),
    shows=(Sighting("miner", "own", 2),),
    line=_line,
)
