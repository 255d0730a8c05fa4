"""Answer by names, hours and dates."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import (
    triage_clues as clues,
)
from watchfloor.audit import (
    triage_learners as learners,
)
from watchfloor.audit import (
    triage_shortcuts as shortcuts,
)
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_shortcuts import Shortcut
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import analyst, either
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import Grown, grow
from watchfloor.opensoc.renaming import Renaming
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.twin import outside_ips
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Stream
from watchfloor.world import organisation
from watchfloor.world.record import Record
from watchfloor.world.timeline import DAY

_NEAR_MAJORITY = 0.02
_WEEK = 7 * DAY
_NAMES = Shortcut("names", clues.names, learners.BAYES, learners.LINEAR)
_CALENDAR = Shortcut(
    "the calendar", clues.calendar, learners.BAYES, {"boosted trees": learners.boosted}
)


def _renamed(grown: Grown, draw: Stream) -> Case:
    """Return the case of *grown* with other names for all, some weeks later."""
    case, later = grown.case, draw.between(1, 50) * _WEEK
    names = Renaming(
        organisation.numbered(grown.origin.organisation), outside_ips(case.events), draw
    )
    names.made(case.events)
    events = [replace(names.event(it), second=it.second + later) for it in case.events]
    records = [_later(names.record(it), later) for it in case.records]
    return replace(case, events=tuple(events), records=tuple(records))


def _later(record: Record, seconds: int) -> Record:
    if record.kind != "work":
        return record
    return replace(record, opens=record.opens + seconds, closes=record.closes + seconds)


def _differs(grown: Grown, other: Case) -> str:
    """Return in what *other* is judged or read differently, if in anything."""
    case, truth = grown.case, grown.truth
    again = verify(other.events, other.records, other.alert)
    if (again.answer, again.row) != (truth.answer, truth.row):
        return f"{truth.answer} by {truth.row} became {again.answer} by {again.row}"
    if again.certificate != truth.certificate:
        return f"{truth.certificate} became {again.certificate}"
    read = [analyst.reads(it.events, it.records, either.HONEST) for it in (case, other)]
    return "" if read[0] == read[1] else f"the heuristic answers {read[0]} and {read[1]}"


def _relabelled(trial: Trial) -> Finding:
    stages, draw = tuple(STAGES.values()), trial.draws("a09", "names").stream()
    breaches = list[str]()
    for number in range(trial.effort.cases):
        grown = grow(trial.draws("a09", number), stages[number % len(stages)])
        if told := _differs(grown, _renamed(grown, draw)):
            breaches.append(told)
    return never("an answer that other names and weeks change", breaches, trial.effort.cases)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _relabelled(trial)
    for stage in shortcuts.stages(trial):
        for found in shortcuts.learned(trial, stage, _NAMES, _CALENDAR):
            yield shortcuts.over_majority(found, _NEAR_MAJORITY)
            yield shortcuts.earned(trial, found)
    yield from shortcuts.weaker(trial, _NAMES)


THREAT = Threat(
    name="a09_names_and_times",
    summary="Some name, hour or date goes with some answer.",
    answer="Names and times are drawn alike for all answers, and tickets are made in pairs.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
