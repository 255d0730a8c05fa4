from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.opensoc.runbook import Book
from watchfloor.world import organisation
from watchfloor.world.detection import sighted
from watchfloor.world.rules import RULES


def test_a_gate_reads_a_submission_and_objects_in_a_sentence() -> None:
    """A rule is a function from what was submitted to what is wrong with it."""
    gate = Gate(
        name="brevity",
        law="There is nothing.",
        round="words",
        objection=lambda found: "there is something" if found.action.events else "",
    )
    empty = Submission(CraftIncident("monitor", "any", ()), organisation.numbered(0), 0, "monitor")

    assert gate.objection(empty) == ""


def test_what_a_round_does_not_need_is_empty() -> None:
    """Before the story is read there are no events, and before the proof no truth."""
    fresh = Submission(CraftIncident("monitor", "any", ()), organisation.numbered(0), 0, "monitor")

    assert (fresh.events, fresh.records, fresh.signals) == ((), (), ())
    assert fresh.truth is None


def test_what_is_found_in_a_submission_is_looked_for_once() -> None:
    """Signs and records are worked out when a rule asks, unless they were known before."""
    (code,) = RULES["encoded_script"].fires_on[0]
    move = CraftIncident("monitor", "any", ())
    grown = organisation.numbered(0)
    told = Submission(move, grown, 0, "monitor", (code,), alert="encoded_script")
    nothing, book = sighted(()), Book(())

    assert [it.rule for it in told.signals] == ["encoded_script"]
    assert told.sighted is told.sighted
    assert told.case("syslog").sighted is told.sighted
    assert told.case("syslog") == Case("encoded_script", (code,), (), "syslog")
    assert told.seen(nothing, book).sighted is nothing
    assert told.book is book
    assert told.seen(sighted((code,))).book is book
