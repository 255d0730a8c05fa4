"""What stands at the gate: briefs, incidents that get past it, and what is put beside them."""

from functools import cache
from typing import NamedTuple, TypeAlias

from msgspec.structs import replace

from watchfloor.audit.trial import Trial
from watchfloor.opensoc import crafting, view
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident
from watchfloor.opensoc.admission import Admitted, Rejected, admit, briefed
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.transition import apply
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed
from watchfloor.world import organisation, timeline
from watchfloor.world.entities import Host, Kind

STAGE = STAGES["stage4_adversarial"]
DEAR = 5
"""Attempts of a millisecond that one incident stands for: it is briefed, written and judged."""

Fields: TypeAlias = dict[str, str | int]
Line: TypeAlias = tuple[str, Fields]
"""The type of an event, and its fields."""
Told: TypeAlias = list[Line]


class Crafted(NamedTuple):
    """A scripted incident that a defender sees."""

    brief: Brief
    action: CraftIncident
    found: Admitted


def seed(number: int) -> Seed:
    """Return the seed of the brief with that *number*."""
    return Seed.of("admission", number)


def asked(number: int, answer: Answer | None = None) -> Brief:
    """Return a brief, which asks for *answer* if one is given."""
    return briefed(seed(number), STAGE, Wish(answer))


def opening(brief: Brief) -> State:
    """Return the state in which *brief* is read."""
    return State("self_play", STAGE.name, brief=brief)


def seen(brief: Brief) -> Observation:
    """Return what an attacker sees of *brief*."""
    return view.observe(opening(brief), "attacker")


def script(brief: Brief, number: int) -> CraftIncident:
    """Return the scripted incident for *brief*."""
    return crafting.scripted(seen(brief), seed(number).child("attacker").stream())


@cache
def tried(number: int) -> Crafted | Rejected:
    """Return what becomes of a scripted incident; every answer is asked for in turn."""
    brief = asked(number, ANSWERS[number % len(ANSWERS)])
    action = script(brief, number)
    found = admit(action, brief)
    return found if isinstance(found, Rejected) else Crafted(brief, action, found)


def good(number: int) -> Crafted:
    """Return a scripted incident that has to be admitted."""
    found = tried(number)
    if isinstance(found, Rejected):
        message = f"scripted incident {number} is turned away: {found.sentence}"
        raise LookupError(message)  # noqa: TRY004  # it is missing, not of a wrong type
    return found


def several(trial: Trial) -> list[Crafted]:
    """Return the admitted ones of as many incidents as *trial* has the effort for."""
    found = [tried(number) for number in range(trial.effort.cases // DEAR)]
    return [one for one in found if isinstance(one, Crafted)]


def judged(crafted: Crafted) -> State:
    """Return the state in which a defender is shown the incident *crafted*."""
    return apply(opening(crafted.brief), crafted.action).state


def shown(found: Admitted) -> str:
    """Return all that a defender reads."""
    return "\n".join(item.text for panel in view.console(found.case) for item in panel.items)


def gate(action: CraftIncident, brief: Brief) -> str:
    """Return the gate that turns *action* away, if one does."""
    found = admit(action, brief)
    return found.gate if isinstance(found, Rejected) else ""


def joined(action: CraftIncident, *events: CraftedEvent) -> CraftIncident:
    """Return *action* with more *events*."""
    return replace(action, events=(*action.events, *events))


def late(brief: Brief, *events: Line) -> tuple[CraftedEvent, ...]:
    """Return *events* at the end of the window."""
    return tuple(
        CraftedEvent(kind, timeline.stamp(brief.second + 3000 + 9 * place), f"late-{place}", fields)
        for place, (kind, fields) in enumerate(events)
    )


def host(brief: Brief, *kinds: Kind, place: int = 0) -> Host:
    """Return the machine of one of *kinds* at *place* among them."""
    hosts = organisation.numbered(brief.organisation).hosts
    return [host for host in hosts if host.kind in kinds][place]


def person(brief: Brief, place: int = 0) -> str:
    """Return the account at *place*."""
    return organisation.numbered(brief.organisation).people[place].name


def flow(host: Host, target: str, **more: str | int) -> Fields:
    """Return the fields of a flow."""
    return {"host": host.name, "source_ip": host.ip, "target_ip": target, "port": 443, **more}


def idle(brief: Brief, count: int = 1) -> Told:
    """Return *count* events that set nothing off."""
    fields: Fields = {"process": "chrome.exe", "name": "a.example"}
    machine = host(brief, "workstation").name
    return [("dns_query", {"host": machine, "user": person(brief), **fields})] * count


def marked(action: CraftIncident, word: str) -> CraftIncident:
    """Return *action* with *word* wherever words of the attacker's can stand."""
    events = tuple(_marked(event, place, word) for place, event in enumerate(action.events))
    return replace(action, events=events, narrative=word, category=word)


def _marked(event: CraftedEvent, place: int, word: str) -> CraftedEvent:
    fields = dict(event.fields)
    if "path" in fields:
        fields["path"] = f"{word}{fields['path']}"
    if "command" in fields:
        fields["command"] = f"{fields['command']}{word}"
    if "port" in fields:
        fields["port"] = 31_337 if fields.get("size") else 31_300 + place
    if event.event_type == "file_write":
        fields["size"] = 31_337
    return replace(event, fields=fields, log_id=f"{word}{place}")
