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
from watchfloor.opensoc.proof import all_names
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


def _near_hours(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, _) in enumerate(gatehouse.several(trial)):
        middle = brief.second + 600
        calendar = tuple(replace(record, closes=middle) for record in brief.calendar)
        found = admit(action, replace(brief, calendar=calendar))
        if isinstance(found, Admitted):
            tried += 1
            proof = all_names(found.truth.certificate)
            near = [abs(it.second - middle) < _NEAR for it in found.case.events if it.id in proof]
            breaches += [f"number {number}"] if any(near) else []
    return never("proofs within two minutes of the end of a record", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _on_an_edge(trial)
    yield _off_an_edge()
    yield _near_hours(trial)


THREAT = Threat(
    name="b01_boundary_riding",
    summary="An incident on a threshold is misjudged half of the time, whoever judges it.",
    answer="Counts and sizes near an edge are turned away, and times are drawn away from hours.",
    games=("opensoc",),
    probe=_probe,
)
