"""Submit incidents that are kept for evaluation, so that a defender learns them by heart."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import frozen, gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import crafting, fingerprint
from watchfloor.opensoc.admission import Admitted, admit
from watchfloor.opensoc.gate import Submission
from watchfloor.opensoc.gates import GATES
from watchfloor.opensoc.generator import Grown
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.state import Brief
from watchfloor.world import organisation
from watchfloor.world.entities import is_outside

_COPIES = 3


def _outside(grown: Grown) -> list[str]:
    names = [name for it in grown.case.events for name in (it.source_ip, it.target_ip)]
    names += [name for it in grown.case.records for name in (it.subject, it.actor)]
    return sorted({*filter(is_outside, names)})


def _is_noticed(grown: Grown, renaming: Renaming, late: int) -> bool:
    """Return whether a copy of *grown*, by other names and *late*, is turned away."""
    case, members = grown.case, organisation.numbered(grown.origin.organisation)
    renaming.made(case.events)
    events = tuple(replace(it, second=it.second + late) for it in map(renaming.event, case.events))
    records = tuple(
        replace(it, opens=it.opens + late, closes=it.closes + late)
        for it in map(renaming.record, case.records)
    )
    answer = grown.truth.answer
    move, mark = crafting.written(events, answer), fingerprint.of(events, records)
    copy = Submission(move, members, events[0].second, answer, events, records, mark=mark)
    return bool(GATES["is_not_held_out"].objection(copy))


def _is_admitted(grown: Grown) -> bool:
    """Return whether an attacker who knows *grown* word for word gets it past the gate."""
    case, answer = grown.case, grown.truth.answer
    calendar = tuple(record for record in case.records if record.kind == "work")
    addresses = tuple(record for record in case.records if record.kind == "address")
    number, begins = grown.origin.organisation, case.events[0].second
    brief = Brief(number, begins, answer, calendar, addresses, ("replayed",))
    return isinstance(admit(crafting.written(case.events, answer), brief), Admitted)


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, missed, admitted = 0, list[str](), list[str]()
    known = list(frozen.incidents(trial.effort.cases // 20))
    for number, grown in enumerate(known):
        admitted += [f"number {number}"] * _is_admitted(grown)
        members = organisation.numbered(grown.origin.organisation)
        for copy in range(_COPIES):
            draw = trial.draws("held out", number, copy).stream()
            is_noticed = _is_noticed(grown, Renaming(members, _outside(grown), draw), 60 * copy)
            missed += [f"copy {copy} of {number}"] * (not is_noticed)
            tried += 1
    yield never("copies of frozen incidents that go unnoticed", missed, tried)
    yield never("frozen incidents that are admitted", admitted, len(known))
    _, action, _ = gatehouse.good(0)
    fresh = Submission(action, organisation.numbered(0), 0, "dismiss", mark="0" * 32)
    said = GATES["is_not_held_out"].objection(fresh)
    yield never("incidents that are taken for frozen ones and are not", [said] * bool(said), 1)


THREAT = Threat(
    name="b21_held_out_replay",
    summary="An attacker who has seen the held-out incidents trains the defender on them.",
    answer="A copy is told by its fingerprint, whatever its names and times, and turned away.",
    games=("opensoc",),
    probe=_probe,
)
