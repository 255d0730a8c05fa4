"""Every minimal set of ids is found, and nothing but those, compared with all subsets."""

from collections.abc import Iterator, Sequence
from itertools import combinations

import pytest

from cases import grown
from watchfloor.evaluation import changed, edges
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.proof import spelled
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed
from watchfloor.world.record import Record

MOST = 12
"""The ids of a certificate, of which all subsets are tried."""


def _minimal(case: Case) -> set[tuple[str, ...]]:
    """Return each least set of the events and the certificate's records that shows the row.

    Other records stay: they hold back what is covered.
    """
    truth = verify(case.events, case.records, case.alert)
    proofs = {found for proof in truth.certificate for found in spelled(proof)}
    named = sorted({name for proof in proofs for name in proof})
    beside = [record for record in case.records if record.id not in named]
    found: list[frozenset[str]] = []
    for count in range(1, len(named) + 1):
        for some in map(frozenset, combinations(named, count)):
            if any(proof <= some for proof in found):
                continue
            events = [event for event in case.events if event.id in some]
            records = [record for record in case.records if record.id in some]
            other = verify(events, [*beside, *records], case.alert)
            if other.row == truth.row and other.certificate:
                found.append(some)
    return {tuple(sorted(some)) for some in found}


def _told(case: Case) -> set[tuple[str, ...]]:
    truth = verify(case.events, case.records, case.alert)
    return {found for proof in truth.certificate for found in spelled(proof)}


def _small(cases: Iterator[Case]) -> list[Case]:
    """Return those of *cases* whose certificate names few enough ids, and some."""
    return [
        case for case in cases if 0 < len({name for some in _told(case) for name in some}) <= MOST
    ]


def _changed() -> Iterator[Case]:
    for number, it in enumerate(grown(2)):
        yield changed.changed(it.case, Seed.of("minimal", number).stream())


def _bursts(count: int) -> Iterator[Case]:
    return (edges.burst(Seed.of("minimal burst", number).stream()) for number in range(count))


def test_the_certificate_of_what_is_grown_is_every_minimal_set() -> None:
    """What the verifier tells is what trying every subset finds."""
    cases = _small(it.case for it in grown(2))

    assert len(cases) > 30
    assert [case for case in cases if _told(case) != _minimal(case)] == []


@pytest.mark.slow
def test_the_certificate_of_what_nobody_grows_is_every_minimal_set() -> None:
    """So it is after changes, and for bursts at the edges of windows that work covers in part."""
    cases = [*_small(_changed()), *_small(_bursts(300))]

    assert len(cases) > 100
    assert [case for case in cases if _told(case) != _minimal(case)] == []


def _without(case: Case, name: str) -> Case:
    events = tuple(event for event in case.events if event.id != name)
    return Case(case.alert, events, case.records, case.dialect)


@pytest.mark.parametrize("kind", ["grown", "changed", "burst"])
def test_no_line_counts_but_those_of_the_certificate(kind: str) -> None:
    """Without a line of it answer or proof is another; without any other line nothing is."""
    cases = {"grown": (it.case for it in grown(1)), "changed": _changed(), "burst": _bursts(40)}
    for case in cases[kind]:
        truth = verify(case.events, case.records, case.alert)
        named = {name for some in _told(case) for name in some}
        for event in case.events:
            other = verify(_without(case, event.id).events, case.records, case.alert)
            found = (other.answer, other.row, other.certificate)

            assert (found == (truth.answer, truth.row, truth.certificate)) == (
                event.id not in named
            )


def _held(case: Case) -> Sequence[str]:
    """Return the records of work without which the answer is another."""
    answer = verify(case.events, case.records, case.alert).answer
    works = [it for it in case.records if it.kind == "work" and it.role != "leave_of_absence"]

    def others(gone: Record) -> list[Record]:
        return [record for record in case.records if record is not gone]

    return sorted(
        gone.id for gone in works if verify(case.events, others(gone), case.alert).answer != answer
    )


@pytest.mark.parametrize("kind", ["grown", "changed", "burst"])
def test_a_record_holds_if_the_answer_is_another_without_it(kind: str) -> None:
    """What is told to hold is what taking away each record of work finds."""
    cases = {"grown": (it.case for it in grown(1)), "changed": _changed(), "burst": _bursts(80)}
    for case in cases[kind]:
        assert [*verify(case.events, case.records, case.alert).holds] == _held(case)
