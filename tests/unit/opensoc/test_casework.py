from collections.abc import Iterator

import pytest

from watchfloor.opensoc import casework
from watchfloor.opensoc.actions import LookUp, SubmitTriage
from watchfloor.opensoc.analyst import Habits
from watchfloor.opensoc.casework import Inquiry, Notice
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.state import MINUTES, State
from watchfloor.play.action import Action
from watchfloor.play.game import Setting
from watchfloor.world.rules import RULES

CAREFUL = Habits()


def _opened(stage: str, seed: int) -> State:
    return GAME.first(Setting(stage, "casework", seed))


def _played(state: State) -> Iterator[tuple[State, Action]]:
    """Return the moves of a careful analyst, each with the state that it was made in."""
    asked: list[LookUp] = []
    while GAME.to_move(state) is not None:
        move = casework.reply(GAME.observe(state, "defender"), asked, CAREFUL)
        yield state, move
        state = GAME.apply(state, move).state


def _moves(stage: str, seed: int) -> list[Action]:
    return [move for _, move in _played(_opened(stage, seed))]


@pytest.mark.parametrize("stage", GAME.scenarios)
def test_an_analyst_asks_for_each_thing_once_and_then_answers(stage: str) -> None:
    """No minute is spent twice, and the last move is the answer."""
    for seed in range(6):
        *asked, last = _moves(stage, seed)

        assert isinstance(last, SubmitTriage)
        assert all(isinstance(move, LookUp) for move in asked)
        assert len(set(map(repr, asked))) == len(asked)


def test_no_look_up_brings_nothing() -> None:
    """Whatever is asked for is on the board or in the lines, so something is known of it."""
    for state, move in _played(_opened("stage4_adversarial", 3)):
        if isinstance(move, LookUp) and move.kind == "log":
            assert GAME.apply(state, move).status == "ok"


def test_the_worst_sign_is_looked_at_first() -> None:
    """What could change the answer most is the machine of a sign of the gravest kind."""
    for seed in range(12):
        state = _opened("stage3_mixed", seed)
        board = GAME.observe(state, "defender").panel("board").items
        ranks = [Notice(str(it.fields["rule"]), "", 0).rank for it in board]
        first = _moves("stage3_mixed", seed)[0]
        places = [it.fields["host"] for it in board]
        worst = [host for host, rank in zip(places, ranks, strict=True) if rank == min(ranks)]

        assert isinstance(first, LookUp)
        assert (first.kind, first.subject in worst) == ("record", True)


def test_an_open_grave_sign_ends_the_search_but_for_its_own_lines() -> None:
    """Once the answer is the strongest, only what is to be cited is still fetched."""
    found = 0
    for seed in range(40):
        states = [*_played(_opened("stage2_multi", seed))]
        last, move = states[-1]
        assert isinstance(move, SubmitTriage)
        if move.action == "escalate":
            found += last.minutes < MINUTES

    assert found > 0


def test_more_is_right_than_without_looking() -> None:
    """What is looked up tells: the answer given at once is right less often."""
    right = blind = 0
    for seed in range(60):
        state = _opened("stage3_mixed", seed)
        assert state.truth is not None
        last = _moves("stage3_mixed", seed)[-1]
        at_once, _ = Inquiry(GAME.observe(state, "defender"), [], CAREFUL).answer()
        right += isinstance(last, SubmitTriage) and last.action == state.truth.answer
        blind += at_once == state.truth.answer

    assert right > blind + 15


def test_a_notice_ranks_by_the_grade_of_its_rule() -> None:
    """Grave before code, code before a way in, a way in before a try."""
    order = ("grave", "code", "entry", "attempt")

    for rule in RULES.values():
        assert Notice(rule.name, "ws-01", 0).rank == order.index(rule.grade)
