from cases import event, grown, work
from watchfloor.opensoc import certificate
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.world.event import Event

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
