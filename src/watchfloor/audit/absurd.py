"""Events that are each of a right type, with right values, and together make no sense."""

from collections.abc import Callable
from typing import TypeAlias

from watchfloor.audit.gatehouse import Fields, Told, flow, host, person
from watchfloor.opensoc.state import Brief

Absurd: TypeAlias = Callable[[Brief], Told]


def _itself(brief: Brief) -> Told:
    machine = host(brief, "workstation")
    return [("network_flow", flow(machine, machine.ip))]


def _another(brief: Brief) -> Told:
    machine, other = host(brief, "workstation"), host(brief, "workstation", place=1)
    sent = flow(machine, "203.0.113.9", user=person(brief), process="chrome.exe", size=900)
    return [("network_flow", {**sent, "source_ip": other.ip})]


def _own_parent(brief: Brief) -> Told:
    fields: Fields = {"process": "cmd.exe", "parent": "cmd.exe", "command": "cmd.exe /c dir"}
    machine = host(brief, "workstation").name
    return [("process_start", {"host": machine, "user": person(brief), **fields})]


def _too_early(brief: Brief) -> Told:
    machine = host(brief, "domain_controller")
    used: Fields = {
        "host": machine.name,
        "user": "fresh",
        "source_ip": machine.ip,
        "outcome": "success",
    }
    made: Fields = {
        "host": machine.name,
        "user": person(brief),
        "account": "fresh",
        "name": "created",
    }
    return [("sign_in", used), ("account_change", made)]


def _made_twice(brief: Brief) -> Told:
    machine = host(brief, "domain_controller").name
    made: Fields = {"host": machine, "user": person(brief), "name": "created"}
    return [("account_change", {**made, "account": name}) for name in ("fresh", "Fresh")]


def _made_of_somebody(brief: Brief) -> Told:
    machine = host(brief, "domain_controller").name
    made: Fields = {"host": machine, "user": person(brief), "name": "created"}
    return [("account_change", {**made, "account": person(brief, 1).upper()})]


def _made_of_a_machine(brief: Brief) -> Told:
    machine = host(brief, "domain_controller").name
    made: Fields = {"host": machine, "user": person(brief), "name": "created"}
    return [("account_change", {**made, "account": host(brief, "database").name})]


def _by_the_system(brief: Brief) -> Told:
    where: Fields = {"host": host(brief, "workstation").name, "user": "SYSTEM"}
    fields: Fields = {
        "process": "powershell.exe",
        "parent": "cmd.exe",
        "command": "powershell.exe -enc A",
    }
    return [("process_start", {**where, **fields})]


def _two_places(brief: Brief) -> Told:
    machine = host(brief, "domain_controller").name
    who: Fields = {"host": machine, "user": person(brief), "outcome": "success"}
    return [("sign_in", {**who, "source_ip": ip}) for ip in ("203.0.113.9", "198.51.100.9")]


def _elsewhere(brief: Brief) -> Told:
    fields: Fields = {"process": "w3wp.exe", "parent": "explorer.exe", "command": "w3wp.exe"}
    machine = host(brief, "mail_gateway").name
    return [("process_start", {"host": machine, "user": person(brief), **fields})]


def _nobody(brief: Brief) -> Told:
    fields: Fields = {"name": "malware/loader", "outcome": "blocked"}
    return [("control_verdict", {"host": host(brief, "workstation").name, **fields})]


ABSURD: dict[str, tuple[Absurd, str]] = {
    "a flow to itself": (_itself, "right_address"),
    "a flow from another machine": (_another, "right_address"),
    "a program that starts itself": (_own_parent, "parents_run"),
    "an account used before it is made": (_too_early, "known_entities"),
    "an account made twice": (_made_twice, "known_entities"),
    "an account made that somebody has": (_made_of_somebody, "known_entities"),
    "an account called like a machine": (_made_of_a_machine, "known_entities"),
    "an account that no record knows": (_by_the_system, "known_entities"),
    "somebody in two places": (_two_places, "one_place"),
    "a program where none runs": (_elsewhere, "right_machine"),
    "a find that is nobody's": (_nobody, "known_words"),
}


def _spread_spray(brief: Brief) -> Told:
    hosts = [host(brief, "workstation"), host(brief, "workstation", place=1)]
    return [
        (
            "sign_in",
            {
                "host": hosts[place % 2].name,
                "user": person(brief, place),
                "source_ip": hosts[0].ip,
                "outcome": "failure",
            },
        )
        for place in range(6)
    ]


def _shared_beacon(brief: Brief) -> Told:
    machine = host(brief, "workstation")
    return [
        (
            "network_flow",
            flow(machine, "203.0.113.9", user=person(brief, place % 2), size=400 + place),
        )
        for place in range(6)
    ]


def _signs_apart(brief: Brief) -> Told:
    machine, other = host(brief, "domain_controller"), host(brief, "workstation")
    made: Fields = {
        "host": machine.name,
        "user": person(brief),
        "account": "fresh",
        "name": "created",
    }
    used: Fields = {
        "host": other.name,
        "user": "fresh",
        "source_ip": other.ip,
        "outcome": "success",
    }
    return [("account_change", made), ("sign_in", used)]


SEVERAL = (_spread_spray, _shared_beacon, _signs_apart)
"""What a rule counts together though it was not done by one hand."""
