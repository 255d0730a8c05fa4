"""The runbook as every seat sees it, written from the catalogues that the world is made of."""

from collections.abc import Iterable, Iterator

from watchfloor.logsentinel.analyst import COVERS, SIGNS
from watchfloor.logsentinel.estate import CALLS, SLOTS
from watchfloor.logsentinel.evidence_rule import EvidenceRule
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigation import Mitigation
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.source import SOURCES
from watchfloor.logsentinel.tables import SPEAKS_FOR
from watchfloor.play.observation import Item, Panel

_PROCEDURE = """
A tick is a minute, and every move takes one, also one that is refused. Whoever moves may say with
`then` who speaks next; otherwise the next seat does.

The phases are detect, triage, mitigate, verify and report, and the commander advances them. To
triage something has to be proposed. To mitigate every open proposal needs a severity. To verify a
mitigation has to have taken effect and none may be on its way. To report every open proposal has to
have been verified since the last effect, whether its service was well or not. From anywhere but the
report it is possible to go back to detect, and from verify to mitigate.

A proposal names an incident type and a service, and cites 2 to 8 pieces of evidence that whoever
makes it was shown or handed. There are 6 at most. The same type on the same service again is a
duplicate. Take back with `withdraw` what turns out to be wrong.

A piece of evidence speaks for the types that its rule names below: for one of one fully, for one of
three by a third. What is cited should speak for the proposal and lie on its service or next to it.
Evidence from the sources of one role alone counts for six tenths at most: it proves nothing.

Alerts come up by themselves; the rest has to be asked for with `query`. What comes up is shown to
the role whose source it is, and to others once it is handed over, 4 pieces at a time at most.
What was handed over and is never cited was handed over in vain, but for what explains an alarm.

Some alarms are harmless: a backup, a campaign, a test that was announced. The calendar says so,
which only the commander can ask. Harmless things pass by themselves and are not to be treated.

Severity runs from 1, the gravest, to 4. A type has the severity below on a service of tier 0, and
one level less grave for each tier further.

A mitigation is ordered in the phase mitigate by the role that owns it, on a service, with the
proposal that it answers. A risky one needs the commander's approval for that service first, and so
does any other once too much has been disturbed at the same time. It has its side effects whether or
not it was right. What no open proposal calls for is ordered blindly, and that costs. What is done
under a proposal whose evidence does not prove it, by three quarters, counts as luck.

An intrusion has to be contained before it is fixed, or it comes back. Some intruders come back
another way a few ticks after they were contained, so look on for a while. Relief of an outage lasts
10 ticks; a fix ends it.

`verify` says whether the service of a proposal is well now. It can be unwell for another reason,
and a service recovers slowly.

The report ends the incident. Each claim names a proposal and is checked by itself. root_cause: the
evidence it cites, of the proposal or of the commander, has to support the type by three quarters.
severity: its value is the severity that was set. mitigation_done: its value is a mitigation that
took effect there. recovered: verified as well since the last effect of all. contained: that, and
something was done about it. no_further_impact: all proposals have recovered. timeline: its value is
the tick at which it began, to within 5. A claim that is not borne out costs. A proposal that no
claim names as root_cause counts as taken back.
"""


def _paragraphs(text: str) -> list[str]:
    return [" ".join(paragraph.split()) for paragraph in text.split("\n\n")]


def _named(names: Iterable[str]) -> str:
    return ", ".join(names) or "nothing"


def _incident(kind: IncidentType) -> str:
    where = f"{kind.name} ({kind.family}, on {_named(kind.slots)}): {kind.summary}"
    if kind.family == "harmless":
        return f"{where} It can set off {_named(sorted(SIGNS[kind.name]))}."
    play = PLAYBOOK[kind.name]
    first = "contain" if kind.needs_containment else "relieve"
    treated = f"{first} with {' or '.join(play.containing)}; " if play.containing else ""
    return f"{where} Severity {kind.severity}; {treated}fix with {' or '.join(play.fixing)}."


def _mitigation(one: Mitigation) -> str:
    risk = ", risky" if one.is_risky else ""
    edge = ", also from the edge" if one.works_at_edge else ""
    ticks = "1 tick" if one.delay == 1 else f"{one.delay} ticks"
    return f"{one.name} ({one.role}, {ticks}{risk}{edge}): {one.summary}"


def _rule(rule: EvidenceRule) -> str:
    speaking = SPEAKS_FOR[rule.name]
    for_types = f" Speaks for {_named(speaking)}." if speaking else ""
    against = f" Explains {_named(rule.exonerates)}." if rule.exonerates else ""
    return f"{rule.name}: {rule.summary}{for_types}{against}"


def _texts() -> Iterator[str]:
    yield from _paragraphs(_PROCEDURE)
    for slot in SLOTS:
        calls = [call.callee for call in CALLS if call.caller == slot.name]
        yield f"{slot.name}: {slot.summary}; calls {_named(calls)}"
    yield from map(_incident, INCIDENT_TYPES.values())
    yield from map(_mitigation, MITIGATIONS.values())
    for role in ROLES.values():
        for source in role.queries:
            watched = [slot.name for slot in SLOTS if slot.name in COVERS[source]]
            yield f"{source}, asked by {role.name}, watches {_named(watched)}"
    for source in SOURCES:
        yield from (_rule(rule) for rule in EVIDENCE_RULES.values() if rule.source == source)


PANEL = Panel(
    "runbook",
    "runbook",
    tuple(Item(f"rb-{place:03d}", text) for place, text in enumerate(_texts(), start=1)),
)
