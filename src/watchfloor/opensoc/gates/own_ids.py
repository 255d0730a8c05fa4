"""Every event has an id of its own."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    ids = [event.log_id for event in found.action.events]
    twice = [name for name in ids if not name or ids.count(name) > 1]
    return f"the id {twice[0]!a} is empty or stands on two events" if twice else ""


GATE = Gate(
    name="own_ids",
    law="Every event has an id of its own.",
    round="words",
    objection=_objection,
)
