from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from cases import event, grown, work
from watchfloor.evaluation import changed, edges
from watchfloor.opensoc import certificate
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed, Stream
from watchfloor.world.detection import noted, sighted
from watchfloor.world.event import Event
from watchfloor.world.record import Record

CODE = event("encoded_script", 1)
ELSEWHERE = event("encoded_script", 2, host="ws-02")
ENTRY = event("outside_sign_in", 3)
QUIET = Event("log-04", CODE.second + 300, "mail_open", "ws-01", "ada", name="Lunch on Friday")
RECORD = work("encoded_script")


def test_what_is_grown_is_certified() -> None:
    """Each part of the proof of a grown incident decides, and nothing else does."""
    stray = {
        certificate.astray(it.case.events, it.case.records, it.case.alert, it.truth)
        for it in grown()
    }

    assert stray == {""}


def test_a_removal_that_changes_the_answer_is_a_part_of_the_proof_or_holds_it_back() -> None:
    """Nothing outside the certificate and the records beside it can turn an answer."""
    for it in grown(1):
        case, truth = it.case, it.truth
        proof = all_names(truth.certificate) | {*truth.holds}

        assert set(certificate.flips(case.events, case.records, case.alert, truth)) <= proof


def test_a_single_proof_turns_the_answer_part_by_part() -> None:
    """Where there is one minimal set, each removal from it is told with what it leads to."""
    events = (CODE, ELSEWHERE, QUIET)
    truth = verify(events, (), "encoded_script")

    assert certificate.flips(events, (), "encoded_script", truth) == {
        "log-01": "quarantine_host",
        "log-02": "quarantine_host",
    }


def test_a_record_that_holds_back_turns_the_answer() -> None:
    """Without the record that explains it, what is explained would decide."""
    events = (CODE, ENTRY)
    truth = verify(events, (RECORD,), "outside_sign_in")

    assert truth.holds == ("rec-01",)
    assert certificate.flips(events, (RECORD,), "outside_sign_in", truth) == {
        "log-03": "dismiss",
        "rec-01": "quarantine_host",
    }


def test_a_proof_without_what_decides_is_found_astray() -> None:
    """What the case falls with has to be in the proof."""
    truth = Truth("quarantine_host", "code_on_one_host", (("log-04",),), ())

    assert certificate.astray((CODE, QUIET), (), "encoded_script", truth) == "log-01"


def test_an_event_of_no_weight_is_no_proof() -> None:
    """What no rule takes note of cannot stand in a proof by itself."""
    truth = verify((CODE,), (), "encoded_script")
    padded = Truth(truth.answer, truth.row, (("log-01",),), ("log-04",))

    assert certificate.astray((CODE, QUIET), (), "encoded_script", padded) == "log-04"


def test_a_record_that_changes_nothing_may_not_be_said_to_hold() -> None:
    """A record is part of a proof only if the case is another without it."""
    idle = work("encoded_script", host="ws-09")
    truth = Truth("quarantine_host", "code_on_one_host", (("log-01",),), ("rec-01",))

    assert certificate.astray((CODE,), (idle,), "encoded_script", truth) == "rec-01"


def test_a_record_that_decides_may_not_be_left_out() -> None:
    """A record whose removal turns the answer belongs to the proof."""
    truth = Truth("block_ip", "one_way_in", (("log-03",),), ())

    assert certificate.astray((CODE, ENTRY), (RECORD,), "outside_sign_in", truth) == "rec-01"


def test_taking_away_leaves_the_rest() -> None:
    """An event or a record is taken away by its id, and the case is judged again."""
    with_record = certificate.without("log-03", (CODE, ENTRY), (RECORD,), "encoded_script")
    bare = certificate.without("rec-01", (CODE, ENTRY), (RECORD,), "encoded_script")

    assert (with_record.answer, bare.answer) == ("dismiss", "quarantine_host")


def _tried(case: Case, truth: Truth) -> str:
    """Return what is astray when everything is taken away that a rule or the proof speaks of."""
    proof = all_names(truth.certificate) | {*truth.holds}
    read = [it for it in case.events if it.id in proof or noted(it)]
    told = (truth.answer, truth.row, truth.certificate)
    for name in (it.id for it in read):
        other = verify([it for it in read if it.id != name], case.records, case.alert)
        if (told == (other.answer, other.row, other.certificate)) == (name in proof):
            return name
    for name in (it.id for it in case.records):
        other = verify(read, [it for it in case.records if it.id != name], case.alert)
        is_same = other.answer == truth.answer
        if name in proof:
            is_same = is_same and other.certificate == truth.certificate
        if is_same == (name in proof):
            return name
    return ""


def _spoiled(case: Case, truth: Truth, draw: Stream) -> Iterator[Truth]:
    """Return *truth*, and it with a part less, a part more, and another answer or row."""
    names = [it.id for it in case.events] + [it.id for it in case.records]
    yield truth
    yield replace(truth, certificate=truth.certificate[1:])
    yield replace(truth, certificate=(*truth.certificate, (draw.pick(names),)))
    yield replace(truth, holds=truth.holds[1:])
    yield replace(truth, holds=(*truth.holds, draw.pick(names)))
    yield replace(truth, answer="monitor")
    yield replace(truth, row="attempt")


@pytest.mark.parametrize("kind", ["grown", "changed", "burst"])
def test_what_is_not_tried_would_change_nothing(kind: str) -> None:
    """The first that is astray is the same when nothing is spared, of right and of wrong truths."""
    draw = Seed.of("astray", kind).stream()
    cases = {
        "grown": (it.case for it in grown(2)),
        "changed": (changed.changed(it.case, draw) for it in grown(2)),
        "burst": (edges.burst(draw) for _ in range(60)),
    }
    for case in cases[kind]:
        for truth in _spoiled(case, verify(case.events, case.records, case.alert), draw):
            found = certificate.astray(case.events, case.records, case.alert, truth)

            assert found == _tried(case, truth)


def test_an_alert_that_is_explained_is_weighed() -> None:
    """What raised the alert is part of the proof that a record covers it, and nothing else is."""
    other = event("malware_blocked", 5)
    records = (RECORD, work("malware_blocked", "rec-02"))
    truth = verify((CODE, other), records, "encoded_script")
    case = Case("encoded_script", (CODE, other), records, "")

    assert truth.answer == "dismiss"
    for told in (truth, replace(truth, certificate=(("log-05", "rec-02"),))):
        assert certificate.astray(*_asked(case), told) == _tried(case, told)


def test_somebody_who_is_away_is_weighed() -> None:
    """A sign-in by somebody who is away decides with the record that says so."""
    arrival = Event("log-07", CODE.second, "sign_in", "ws-01", "ada", outcome="success")
    away = Record("rec-07", "work", "CHG-7", LEAVE, actor="ada", closes=CODE.second + 9)
    case = Case("encoded_script", (CODE, arrival), (away,), "")
    truth = verify(case.events, case.records, case.alert)

    assert truth.certificate == (("log-07", "rec-07"),)
    for told in (truth, replace(truth, certificate=()), replace(truth, certificate=(("log-01",),))):
        assert certificate.astray(*_asked(case), told) == _tried(case, told)


def test_a_record_may_be_called_like_an_event() -> None:
    """A name that both have is tried, since the certificate may mean either."""
    twin = work("encoded_script", "log-01", host="ws-09")
    case = Case("encoded_script", (CODE, ENTRY), (twin,), "")
    truth = verify(case.events, case.records, case.alert)

    assert certificate.astray(*_asked(case), truth) == _tried(case, truth) == "log-01"


def test_a_record_that_is_said_to_hold_another_answer_is_tried_against_it() -> None:
    """Without a record of the proof the answer may be another than the one that is told."""
    idle = work("encoded_script", host="ws-09")
    case = Case("encoded_script", (CODE,), (idle,), "")
    truth = Truth("monitor", "code_on_one_host", (("log-01",),), ("rec-01",))

    assert certificate.astray(*_asked(case), truth) == _tried(case, truth) == ""


def test_what_was_found_before_need_not_be_looked_for() -> None:
    """Whoever knows what the rules look for in the events can say so."""
    for it in grown(1):
        case, truth = it.case, replace(it.truth, certificate=it.truth.certificate[1:])
        found = sighted(case.events)

        assert certificate.astray(*_asked(case), truth, found) == certificate.astray(
            *_asked(case), truth
        )


def _asked(case: Case) -> tuple[tuple[Event, ...], tuple[Record, ...], str]:
    return case.events, case.records, case.alert
