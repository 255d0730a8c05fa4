from cases import grown
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.runbook import EXPLAINED, ROWS


def test_a_truth_is_a_row_with_its_answer_and_its_proof() -> None:
    """The answer of a truth is that of its row, and its proof names what is shown."""
    answers = {row.name: row.answer for row in (*ROWS, EXPLAINED)}
    for it in grown(2):
        shown = {event.id for event in it.case.events} | {rec.id for rec in it.case.records}
        named = all_names(it.truth.certificate) | {*it.truth.holds}

        assert answers[it.truth.row] == it.truth.answer
        assert it.truth.certificate != ()
        assert named <= shown
