"""The key of a service, used from elsewhere."""

from watchfloor.logsentinel.auth_log_lines import principal, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        draw.pick(("sts.GetCallerIdentity", "token.exchange", "compute.instances.list")),
        "SUCCESS",
        {
            "principal": principal(place),
            "access_key": f"AK...{draw.below(10_000):04d}",
            "client_ip": place.story.outside,
            "previous_networks": draw.between(1, 3),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="service_key_elsewhere",
    summary="The key of a service is used from an address that it never had.",
    source="auth_log",
    speaks_for=("miner", "beaconing", "insider_theft"),
    shows=(Sighting("miner", "own", 3), Sighting("beaconing", "own", 5)),
    line=_line,
)
