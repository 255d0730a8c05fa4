"""Users who see what was true before."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "I changed my address and the page still shows the old one",
            "my entry is gone after I reload, then it is back",
            "the list has not changed since this morning",
            "saved twice, still see yesterday's numbers",
            "balance on the app and on the site are different",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="outdated_page_tickets",
    summary="Users see old data, or miss what they have just changed.",
    source="status",
    speaks_for=("replication_lag", "cache_stampede", "bad_deploy"),
    shows=(
        Sighting("replication_lag", "edge", 4, is_pushed=True),
        Sighting("cache_stampede", "edge", 5),
    ),
    quotes="ticket",
    line=_line,
)
