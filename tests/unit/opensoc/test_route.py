import pytest

from watchfloor.opensoc.route import MALICIOUS, is_known, routes
from watchfloor.opensoc.runbook import ANSWERS, EXPLAINED, ROWS, Answer
from watchfloor.world.campaigns import CAMPAIGNS
from watchfloor.world.rules import RULES

ROW_ANSWERS = {row.name: row.answer for row in (*ROWS, EXPLAINED)}


@pytest.mark.parametrize("answer", MALICIOUS)
def test_a_route_comes_to_the_answer_that_was_asked_for(answer: Answer) -> None:
    """Each route is a stretch of a campaign, of the length asked for, to a row of the answer."""
    found = [route for row in routes(answer, 1, 3) for route in row]

    assert found != []
    for route in found:
        moves = CAMPAIGNS[route.campaign].moves
        starts = range(len(moves) - len(route.moves) + 1)

        assert ROW_ANSWERS[route.row] == answer
        assert 1 <= len(route.moves) <= 3
        assert any(moves[start : start + len(route.moves)] == route.moves for start in starts)


def test_there_is_a_route_to_every_row_but_the_last() -> None:
    """Whatever the runbook speaks of can be brought about by some campaign."""
    rows = {route.row for answer in ANSWERS for row in routes(answer, 1, 3) for route in row}

    assert rows == {row.name for row in ROWS}


def test_nothing_leads_to_a_dismissal() -> None:
    """An attack is not a way to be dismissed; that takes a record."""
    assert routes("dismiss", 1, 3) == ()
    assert set(MALICIOUS) == set(ANSWERS) - {"dismiss"}


def test_a_row_is_in_reach_of_the_worst_that_is_done() -> None:
    """A stretch with a grave act comes to that, and one without code to no quarantine."""
    for answer in MALICIOUS:
        for route in (route for row in routes(answer, 1, 3) for route in row):
            grades = {RULES[move.activity].grade for move in route.moves}

            assert ("grave" in grades) == (route.row == "grave_act")
            assert answer != "quarantine_host" or "code" in grades
            assert answer != "monitor" or grades == {"attempt"}


def test_a_stretch_of_a_campaign_is_known() -> None:
    """What a campaign does in its order is known, and so is doing nothing."""
    moves = tuple(move.activity for move in CAMPAIGNS["worm"].moves)

    assert is_known(())
    assert is_known(moves)
    assert is_known(moves[1:])
    assert not is_known(moves[::-1])
    assert not is_known((*moves, moves[0]))
