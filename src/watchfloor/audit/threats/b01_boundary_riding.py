"""Sit exactly on a threshold, where it is anybody's guess whether a rule fires."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.gatehouse import DEAR
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import nonsense
from watchfloor.opensoc.admission import Admitted, admit
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.proof import all_names
from watchfloor.world import organisation
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES

_GATE = "clear_of_edges"
_NEAR = 120
"""Seconds; as far as what decides is to stay from the hours of a record."""


def _on_an_edge(trial: Trial) -> Finding:
    count, breaches = trial.effort.cases // DEAR, list[str]()
    for number in range(count):
        brief = gatehouse.asked(number)
        draw = trial.draws("edge", number).stream()
        gate = gatehouse.gate(nonsense.on_an_edge(gatehouse.seen(brief), draw), brief)
        if gate != _GATE:
            breaches.append(f"number {number} met {gate or 'no gate'}")
    return never("incidents on an edge that the gate does not see", breaches, count)


def _off_an_edge() -> Finding:
    edge, breaches = RULES["large_transfer"].edge, list[str]()
    sizes = [edge.at_least * part // 100 for part in (1, 50, 79, 126, 300)] if edge else []
    for number, size in enumerate(sizes):
        brief, action, _ = gatehouse.good(number)
        host, user = gatehouse.host(brief, "server"), gatehouse.person(brief)
        fields = gatehouse.flow(host, "203.0.113.9", user=user, process="sync.exe", size=size)
        beside = gatehouse.late(brief, ("network_flow", fields))
        if gatehouse.gate(gatehouse.joined(action, *beside), brief) == _GATE:
            breaches.append(f"a transfer of {size:,} bytes")
    return never("sizes off every edge that are turned away", breaches, len(sizes))


def _is_near(event: Event, record: Record) -> bool:
    """Return whether *event* is near an end of *record*, which is about its machine."""
    off = min(abs(event.second - record.opens), abs(event.second - record.closes))
    return record.kind == "work" and record.host == event.host and off < _NEAR


def _near_hours(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, _) in enumerate(gatehouse.several(trial)):
        middle = brief.second + 600
        calendar = tuple(replace(record, closes=middle) for record in brief.calendar)
        found = admit(action, replace(brief, calendar=calendar))
        if isinstance(found, Admitted):
            tried += 1
            proof, case = all_names(found.truth.certificate), found.case
            decides = [event for event in case.events if event.id in proof]
            near = any(_is_near(event, record) for event in decides for record in case.records)
            breaches += [f"number {number}"] * near
    return never("proofs within two minutes of the end of a record", breaches, tried)


def _hours_unseen(trial: Trial) -> Finding:
    """Return the records that end within two minutes of a sign, and are let by."""
    tried, breaches = 0, list[str]()
    for number, (brief, action, found) in enumerate(gatehouse.several(trial)):
        draw = trial.draws("hours", number).stream()
        event = draw.pick(draw.pick(found.case.signals).events)
        ends = event.second + draw.between(1 - _NEAR, _NEAR - 1)
        grown = organisation.numbered(brief.organisation)
        record = Record("rec-99", "work", "CAL-1", "red_team", host=event.host, closes=ends)
        told = Submission(action, grown, brief.second, brief.asked, found.case.events, (record,))
        tried += 1
        breaches += [f"number {number}"] * (not GATES["clear_of_hours"].objection(told))
    return never("hours that end by a sign and are let by", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _on_an_edge(trial)
    yield _off_an_edge()
    yield _near_hours(trial)
    yield _hours_unseen(trial)


THREAT = Threat(
    name="b01_boundary_riding",
    summary="An incident on a threshold is misjudged half of the time, whoever judges it.",
    answer="Counts and sizes near an edge are turned away, and times are drawn away from hours.",
    games=("opensoc",),
    probe=_probe,
)
