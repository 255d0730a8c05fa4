import pytest

from watchfloor.agents.typing_in import explained, typed
from watchfloor.opensoc.actions import LookUp, SubmitTriage
from watchfloor.play.action import Malformed, parse

MOVES = (SubmitTriage, LookUp)


@pytest.mark.parametrize(
    ("line", "move"),
    [
        ("submit_triage dismiss log-01", SubmitTriage("dismiss", ("log-01",))),
        ("submit_triage dismiss log-01,rec-02", SubmitTriage("dismiss", ("log-01", "rec-02"))),
        (
            "submit_triage action=escalate confidence=0.5 cited_log_id=log-01",
            SubmitTriage("escalate", ("log-01",), confidence=0.5),
        ),
        ("look_up record kind=log ws-1", LookUp("log", "ws-1")),
        ('{"move":"look_up","kind":"log","subject":"x"}', LookUp("log", "x")),
    ],
)
def test_a_move_is_typed_by_its_values(line: str, move: SubmitTriage | LookUp) -> None:
    """Values come in order or by name; the JSON of a move works as well."""
    assert parse(typed(line, MOVES), MOVES) == move


@pytest.mark.parametrize(
    "line",
    [
        "dance",
        "submit_triage",
        "submit_triage dance log-01",
        "look_up log ws-1 more",
        "look_up a=b",
    ],
)
def test_a_slip_of_the_pen_is_no_move(line: str) -> None:
    """What does not fit is malformed, also a word too many."""
    assert isinstance(parse(typed(line, MOVES), MOVES), Malformed)


def test_moves_explain_themselves() -> None:
    """Each move that is offered stands with its values, those that can be left out in brackets."""
    told = explained(MOVES, ["look_up"])

    assert told.splitlines()[0] == "  look_up kind subject"
    assert "submit_triage" not in told
