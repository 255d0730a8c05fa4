"""An instance that failed its check and was started anew."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "warn",
        f"Readiness probe failed: {draw.pick(('HTTP 503', 'context deadline exceeded', 'EOF'))}; "
        "back-off restarting failed container",
        {"restarts": draw.between(3, 19), "path": draw.pick(("/healthz", "/ready", "/-/healthy"))},
    )


EVIDENCE_RULE = EvidenceRule(
    name="instance_restarted_logged",
    summary="An instance failed its check and was started anew.",
    source="app_log",
    speaks_for=("bad_deploy", "pool_exhaustion"),
    shows=(Sighting("bad_deploy", "own", 2), Sighting("flapping", "own", 1)),
    line=_line,
)
