"""The verifier in code and the declared one find the same, whatever the incident."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise

import pytest
from msgspec.structs import replace

from watchfloor.evaluation import changed, edges
from watchfloor.evaluation.two_verifiers import coded, declared, disagreement, told
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.runbook import EXPLAINED, ROWS
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed
from watchfloor.world.event import Event
from watchfloor.world.record import Record

SHOWN = 3


def _grown(count: int, first: int = 0) -> Iterator[Case]:
    """Return *count* incidents, spread over the stages."""
    stages = tuple(STAGES.values())
    for number in range(first, first + count):
        stage = stages[number % len(stages)]
        yield grow(Seed.of("two verifiers", stage.name, number), stage).case


def _disagreements(cases: Iterable[Case]) -> list[str]:
    """Return, in full, the first few of *cases* about which the two disagree."""
    found: list[str] = []
    for case in cases:
        if (differing := disagreement(case)) is not None:
            found.append(told(differing))
        if len(found) == SHOWN:
            break
    return found


def _changed(cases: Iterable[Case], times: int) -> Iterator[Case]:
    """Return each of *cases* after changes that no generator would make, *times* over."""
    for number, case in enumerate(cases):
        for again in range(times):
            yield changed.changed(case, Seed.of("changed", number, again).stream())


def _merged(cases: Iterable[Case]) -> Iterator[Case]:
    """Return each of *cases* with the next one besides, and that once more after changes."""
    for number, (one, other) in enumerate(pairwise(cases)):
        both = changed.merged(one, other)
        yield both
        yield changed.changed(both, Seed.of("merged", number).stream(), most=8)


def _thinned(cases: Iterable[Case]) -> Iterator[Case]:
    for case in cases:
        yield from changed.thinned(case)


def test_they_agree_on_what_is_grown() -> None:
    """Answer, row, certificate and holds are the same for incidents of all stages."""
    assert _disagreements(_grown(1500)) == []


@pytest.mark.slow
def test_they_agree_when_an_event_or_a_record_is_taken_away() -> None:
    """Each event and each record of an incident is left out in turn."""
    assert _disagreements(_thinned(_grown(80))) == []


def test_they_agree_when_every_record_is_written_twice() -> None:
    """What two records cover, neither holds."""
    assert _disagreements(map(edges.doubled, _grown(200))) == []


@pytest.mark.slow
def test_they_agree_when_an_incident_is_changed() -> None:
    """Columns are swapped, emptied and shouted, events moved, repeated and put in."""
    assert _disagreements(_changed(_grown(150), times=8)) == []


@pytest.mark.slow
def test_they_agree_when_two_incidents_are_one() -> None:
    """Twice as many signals and records stand beside each other, and are changed besides."""
    assert _disagreements(_merged(_grown(200))) == []


@pytest.mark.slow
def test_they_agree_on_thousands() -> None:
    """More incidents of all stages; the benchmark of the same name compares a hundred thousand."""
    assert _disagreements(_grown(4000, first=10_000)) == []


@pytest.mark.slow
def test_they_agree_on_many_that_are_changed() -> None:
    """More incidents that no generator would make."""
    assert _disagreements(_changed(_grown(600, first=20_000), times=8)) == []
    assert _disagreements(_thinned(_grown(120, first=30_000))) == []
    assert _disagreements(_merged(_grown(600, first=40_000))) == []


def test_what_is_compared_comes_to_every_row() -> None:
    """Agreement means something: each row decides often, grown or changed."""
    rows = Counter(declared(case).row for case in _changed(_grown(400), times=2))

    assert set(rows) == {row.name for row in (*ROWS, EXPLAINED)}
    assert min(rows.values()) >= 4


def test_a_change_often_changes_what_is_found() -> None:
    """A third of the changed incidents and more are no longer what they were."""
    cases = list(_grown(200))
    findings = [declared(case) for case in cases]
    other = [declared(case) for case in _changed(cases, times=1)]

    assert sum(one != two for one, two in zip(findings, other, strict=True)) > len(cases) // 3


@pytest.mark.slow
def test_they_agree_next_to_every_value_of_every_example() -> None:
    """Each column of each event that a rule is proved by is changed by a letter or by one."""
    assert (
        _disagreements(near for case in edges.examples() for near in edges.neighbours(case)) == []
    )


def test_they_agree_on_every_value_that_a_document_lists() -> None:
    """Each program, switch or ending that a document names is one that the code knows."""
    cases = list(edges.listed())

    assert len(cases) > 80
    assert _disagreements(cases) == []
    assert "explained" not in {coded(case).row for case in cases}


@pytest.mark.slow
def test_they_agree_at_the_bounds_of_every_record() -> None:
    """Work of each kind covers each example or misses it by a second; standings are all tried."""
    assert _disagreements(near for case in edges.examples() for near in edges.covered(case)) == []
    assert _disagreements(near for case in edges.examples() for near in edges.standing(case)) == []


@pytest.mark.slow
def test_they_agree_at_the_edges_of_windows() -> None:
    """Bursts of few values with gaps of just less and just more than a window."""
    drawn = (edges.burst(Seed.of("burst", number).stream()) for number in range(3000))

    assert _disagreements(drawn) == []


CODE = Event("log-01", 50, "image_load", "ws-02", "bo", path="C:\\Users\\bo\\AppData\\version.dll")
ABROAD = Event("log-02", 60, "sign_in", "dc-01", "ada", source_ip="203.0.113.7", outcome="success")
CALLS = tuple(
    Event(f"log-{place}{n}", 100 + n, "network_flow", "ws-01", "ada", target_ip=ip, size=9)
    for n in range(4)
    for place, ip in enumerate(("203.0.113.7", "198.51.100.9"), start=1)
)
NOTICE = Record("rec-1", "work", "CHG-1", "vendor_telemetry", "", "", "ws-01", "ada", 0, 999)
NOWHERE = Record("rec-1", "work", "CHG-1", "software_rollout", "", "", "", "bo", 0, 999)

ODD = {
    "a record that holds two signals back together": Case(
        "steady_beacon", (CODE, *CALLS), (NOTICE,), ""
    ),
    "a standing in a record of another kind": Case(
        "outside_sign_in", (ABROAD,), (Record("rec-1", "asset", "ada", standing="privileged"),), ""
    ),
    "two records that say the same": Case(
        "outside_sign_in",
        (ABROAD,),
        tuple(Record(f"rec-{n}", "identity", "ada", standing="privileged") for n in range(2)),
        "",
    ),
    "somebody unnamed who is away, beside a sign-in of nobody": Case(
        "outside_sign_in",
        (CODE, replace(ABROAD, user="", source_ip="10.0.0.9")),
        (Record("rec-1", "work", "CHG-1", "leave_of_absence", opens=0, closes=99),),
        "",
    ),
    "work on no machine beside what happens on none": Case(
        "library_from_profile", (replace(CODE, host=""),), (NOWHERE,), ""
    ),
}
"""Records that can be neither grown nor admitted."""


@pytest.mark.parametrize("name", ODD)
def test_they_agree_about_odd_records(name: str) -> None:
    """Records that say the same, or nothing, or of the wrong kind, or hold much back at once."""
    assert coded(ODD[name]) == declared(ODD[name])


def test_a_record_that_holds_is_named_once() -> None:
    """One notice that covers two beacons is one record."""
    truth = verify(CALLS, (NOTICE,), "steady_beacon")

    assert truth.holds == ("rec-1",)
