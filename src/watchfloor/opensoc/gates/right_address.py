"""A flow leaves from its own machine for another; requests and mail come from outside."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.entities import is_outside

_FROM_OUTSIDE = ("http_request", "mail_delivery")


def _objection(found: Submission) -> str:
    machines = found.organisation.machines
    for event in found.events:
        if event.type == "network_flow" and event.source_ip != machines[event.host].ip:
            return f"event {event.id!r} leaves from {event.source_ip!r}, not from its machine"
        if event.target_ip and event.target_ip == event.source_ip:
            return f"event {event.id!r} goes from {event.source_ip!r} to itself"
        if event.type in _FROM_OUTSIDE and not is_outside(event.source_ip):
            return f"event {event.id!r} comes from {event.source_ip!r}, which is not outside"
    return ""


GATE = Gate(
    name="right_address",
    law="A flow leaves from its own machine for another; requests and mail come from outside.",
    round="story",
    objection=_objection,
)
