"""Every event has an id of its own."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    ids = [event.log_id for event in found.action.events]
    if all(ids) and len({*ids}) == len(ids):
        return ""
    twice = next(name for name in ids if not name or ids.count(name) > 1)
    return f"the id {twice!a} is empty or stands on two events"


GATE = Gate(
    name="own_ids",
    law="Every event has an id of its own.",
    round="words",
    objection=_objection,
)
