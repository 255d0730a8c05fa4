"""The proof decides: without any part of it the case is another, without the rest the same."""

from watchfloor.opensoc import certificate
from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    if found.truth is None:
        return ""
    astray = certificate.astray(
        found.events, found.records, found.alert, found.truth, found.sighted
    )
    return f"the case does not stand or fall with {astray!r} as it should" if astray else ""


GATE = Gate(
    name="is_certified",
    law="The proof decides: without any part of it the case is another, without the rest the same.",
    round="proof",
    objection=_objection,
)
