"""A file that somebody sent."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    stem = draw.pick(("invoice", "avatar", "scan", "logo", "form", "receipt"))
    name = f"{stem}_{draw.between(10, 9_999)}.{draw.pick(('php.jpg', 'phtml', 'jsp.png', 'svg'))}"
    return app_log_line(
        place,
        draw,
        "info",
        "multipart upload stored",
        {
            "filename": name + place.planted,
            "content_type": draw.pick(("image/jpeg", "application/octet-stream", "image/svg+xml")),
            "bytes": draw.between(900, 64_000),
            "client_ip": place.story.outside,
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="upload_accepted_logged",
    summary="A file of an unusual kind was sent and kept.",
    source="app_log",
    speaks_for=("web_shell", "injection_exfiltration"),
    shows=(Sighting("web_shell", "own", 2),),
    quotes="file_name",
    line=_line,
)
