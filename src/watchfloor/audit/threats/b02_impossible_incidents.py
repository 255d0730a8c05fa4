"""Hide the evidence, or leave it out, so that nobody can come to the answer."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import analyst, view
from watchfloor.opensoc.analyst import Habits
from watchfloor.opensoc.proof import all_names
from watchfloor.world import timeline
from watchfloor.world.timeline import DAY, HOUR

_OFFSETS = (-DAY, -1, HOUR + 1, DAY)
"""Seconds after the beginning of the window, all of them out of it."""


def _solved(trial: Trial) -> Iterator[Finding]:
    unsolved, unseen = list[str](), list[str]()
    crafted = gatehouse.several(trial)
    for number, one in enumerate(crafted):
        seen = view.observe(gatehouse.judged(one), "defender")
        events, records = view.read(seen)
        ids = {*(event.id for event in events), *(record.id for record in records)}
        answer, _ = analyst.reads(events, records, Habits())
        unsolved += [f"number {number} read as {answer}"] * (answer != one.found.truth.answer)
        unseen += [f"number {number}"] * (not all_names(one.found.truth.certificate) <= ids)
    yield never("incidents that a careful reader of the view gets wrong", unsolved, len(crafted))
    yield never("proofs of which a part is not shown", unseen, len(crafted))


def _in_the_window(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, _) in enumerate(gatehouse.several(trial)[::5]):
        for offset in _OFFSETS:
            place, events = (0 if offset < 0 else -1), [*action.events]
            stamp = timeline.stamp(brief.second + offset)
            events[place] = replace(events[place], timestamp=stamp)
            gate = gatehouse.gate(replace(action, events=tuple(events)), brief)
            breaches += [f"number {number}, {offset} s"] * (gate != "in_time")
            tried += 1
    return never("events out of the window that are let in", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield from _solved(trial)
    yield _in_the_window(trial)


THREAT = Threat(
    name="b02_impossible_incidents",
    summary="Where the evidence is hidden or cut off, every defender is wrong.",
    answer="What is admitted is solved by a careful reader of the view, and the proof is shown.",
    games=("opensoc",),
    probe=_probe,
)
