"""Tell a story of events that are each of a right type, and together cannot be."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.absurd import ABSURD, SEVERAL
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.gatehouse import DEAR
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.runbook import ANSWERS


def _beside(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, _) in enumerate(gatehouse.several(trial)[::DEAR]):
        for name, (absurd, gate) in ABSURD.items():
            late = gatehouse.late(brief, *absurd(brief))
            met = gatehouse.gate(gatehouse.joined(action, *late), brief)
            breaches += [f"{name}, number {number}"] * (met != gate)
            tried += 1
    return never("stories that cannot be, beside one that can", breaches, tried)


def _of_one_hand() -> Finding:
    tried, breaches = 0, list[str]()
    brief = gatehouse.asked(4)
    for several in SEVERAL:
        events = gatehouse.late(brief, *several(brief), *gatehouse.idle(brief, 6))
        action = CraftIncident("monitor", "", events)
        met = {gatehouse.gate(action, replace(brief, asked=answer)) for answer in ANSWERS}
        breaches += [several.__name__] * (not met <= {"is_what_was_asked", "one_hand"})
        tried += len(ANSWERS)
    return never("signs put together from several hands", breaches, tried)


def _out_of_order(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, _) in enumerate(gatehouse.several(trial)):
        place = trial.draws("swapped", number).stream().below(len(action.events) - 1)
        events = [*action.events]
        events[place], events[place + 1] = events[place + 1], events[place]
        at_once = [*action.events]
        at_once[place + 1] = replace(at_once[place + 1], timestamp=at_once[place].timestamp)
        for told in (events, at_once):
            gate = gatehouse.gate(replace(action, events=tuple(told)), brief)
            breaches += [f"number {number}"] * (gate != "in_time")
            tried += 1
    return never("events before what they follow, or at once with it", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _beside(trial)
    yield _of_one_hand()
    yield _out_of_order(trial)


THREAT = Threat(
    name="b04_absurd_sequences",
    summary="A story that breaks the rules of the world, but none of those that are checked.",
    answer="Places, accounts, parents, addresses, order and hands are checked, each by a rule.",
    games=("opensoc",),
    probe=_probe,
)
