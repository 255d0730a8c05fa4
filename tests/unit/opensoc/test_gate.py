from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world import organisation


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
