"""Machines, accounts and inside addresses are those of the organisation."""

from collections.abc import Set as AbstractSet

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event


def _objection(found: Submission) -> str:
    machines, ips = found.organisation.machines, found.organisation.addresses
    accounts = found.organisation.accounts
    for event in found.events:
        if event.host not in machines:
            place = f"event {event.id!a} is on {event.host!a}"
            return f"{place}, which is no machine of the organisation"
        for ip in (event.source_ip, event.target_ip):
            if ip and ip not in ips and not is_outside(ip):
                return f"event {event.id!a} has {ip!a}, which is neither inside nor outside"
        if lexicon.is_created(event):
            if event.account.lower() in {name.lower() for name in (*machines, *accounts)}:
                return f"event {event.id!a} makes {event.account!a}, a name that is taken"
            accounts |= {event.account}
        if unknown := _unknown(event, accounts):
            account = f"event {event.id!a} has account {unknown!a}"
            return f"{account}, which the organisation does not know"
    return ""


def _unknown(event: Event, accounts: AbstractSet[str]) -> str:
    """Return the first account of *event* that is not one of *accounts*, if there is one."""
    for name in (event.user, event.account):
        if name and name not in accounts:
            return name
    return ""


GATE = Gate(
    name="known_entities",
    law="Machines, accounts and inside addresses are those of the organisation.",
    round="story",
    objection=_objection,
)
