"""Change a name, a port or a time, and call the same incident a new one."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.attacks import answered, paid
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.gatehouse import Crafted
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import fingerprint
from watchfloor.opensoc.admission import Admitted, admit
from watchfloor.opensoc.renaming import Renaming
from watchfloor.world import organisation
from watchfloor.world.entities import is_outside

_COPIES = 20


def _mark(one: Crafted, trial: Trial, copy: int) -> str:
    """Return the fingerprint of *one* by other names, a minute for each *copy* later."""
    case = one.found.case
    grown = organisation.numbered(one.brief.organisation)
    names = [name for it in case.events for name in (it.source_ip, it.target_ip)]
    names += [name for it in case.records for name in (it.subject, it.actor)]
    outside = sorted({*filter(is_outside, names)})
    renaming = Renaming(grown, outside, trial.draws("copy", copy).stream())
    renaming.made(case.events)
    late = 60 * copy
    events = [replace(it, second=it.second + late) for it in map(renaming.event, case.events)]
    records = [
        replace(it, opens=it.opens + late, closes=it.closes + late)
        for it in map(renaming.record, case.records)
    ]
    return fingerprint.of(events, records)


def _marks(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, one in enumerate(gatehouse.several(trial)[::5]):
        mark = fingerprint.of(one.found.case.events, one.found.case.records)
        for copy in range(1, _COPIES + 1):
            breaches += [f"copy {copy} of {number}"] * (_mark(one, trial, copy) != mark)
            tried += 1
    return never("copies by other names that have another fingerprint", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _marks(trial)
    newer, dearer, tried = list[str](), list[str](), 0
    for number, one in enumerate(gatehouse.several(trial)[::5]):
        same = one.found.is_novel, one.found.truth.row
        best = paid(trial, answered(gatehouse.judged(one), "always_dismiss"))
        for copy in range(_COPIES):
            brief = replace(one.brief, draws=("again", copy))
            found = admit(one.action, brief)
            tried += 1
            is_same = isinstance(found, Admitted) and (found.is_novel, found.truth.row) == same
            newer += [f"copy {copy} of {number}"] * (not is_same)
            state = answered(gatehouse.judged(one._replace(brief=brief)), "always_dismiss")
            dearer += [f"copy {copy} of {number}"] * (paid(trial, state) > best)
    yield never("copies by other names that are newer", newer, tried)
    yield never("copies by other names that earn more", dearer, tried)


THREAT = Threat(
    name="b11_renamed_copies",
    summary="A thousand copies by other names earn the bonus for a new incident each time.",
    answer="What is new is told by the order of the signs; names and times are drawn anew anyway.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
