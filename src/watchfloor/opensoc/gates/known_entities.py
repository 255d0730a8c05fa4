"""Machines, accounts and inside addresses are those of the organisation."""

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event


def _objection(found: Submission) -> str:
    hosts = {host.name for host in found.organisation.hosts}
    ips = {host.ip for host in found.organisation.hosts}
    people = {person.name for person in found.organisation.people}
    taken = {name.lower() for name in hosts | people}
    for event in found.events:
        if event.host not in hosts:
            place = f"event {event.id!a} is on {event.host!a}"
            return f"{place}, which is no machine of the organisation"
        for ip in (event.source_ip, event.target_ip):
            if ip and ip not in ips and not is_outside(ip):
                return f"event {event.id!a} has {ip!a}, which is neither inside nor outside"
        if lexicon.is_created(event):
            if event.account.lower() in taken:
                return f"event {event.id!a} makes {event.account!a}, a name that is taken"
            taken.add(event.account.lower())
            people.add(event.account)
        if unknown := _unknown(event, people):
            account = f"event {event.id!a} has account {unknown!a}"
            return f"{account}, which the organisation does not know"
    return ""


def _unknown(event: Event, people: set[str]) -> str:
    """Return the first account of *event* that is not one of *people*, if there is one."""
    return next((name for name in (event.user, event.account) if name and name not in people), "")


GATE = Gate(
    name="known_entities",
    law="Machines, accounts and inside addresses are those of the organisation.",
    round="story",
    objection=_objection,
)
