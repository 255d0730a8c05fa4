"""A teacher that says why: what it says is so, and its answer is right."""

import re

import pytest

from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.runbook import EXPLAINED, Book
from watchfloor.opensoc.state import State
from watchfloor.opensoc.verifier import citation
from watchfloor.play.action import Malformed, parse
from watchfloor.play.game import Setting
from watchfloor.play.policy import Contender, Informed, Insider
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed
from watchfloor.training.reasoner import REASONER
from watchfloor.world.rules import RULES

ORACLE = GAME.policies["oracle"]
_SIGN = re.compile(
    r"(?P<lines>(?:log-\d+ )+)(?P<rule>\w+) on (?P<host>\S+)( by \S+)?: (?P<said>.+)"
)


def _seat(policy: Contender, role: str = "defender") -> Informed:
    assert isinstance(policy, Insider)
    return policy.seat(role, Seed.of("same"))


def _said(state: State) -> str:
    said = _seat(REASONER)(GAME.observe(state, "defender"), state)
    assert isinstance(said, str)
    return said


def _state(stage: str, seed: int) -> State:
    found = GAME.first(Setting(stage, "defender_only", seed))
    assert isinstance(found, State)
    return found


@pytest.mark.parametrize("stage", list(GAME.scenarios)[:4])
def test_what_it_says_of_every_sign_is_so(stage: str) -> None:
    """Lines are where they are said to be, records cover what they are said to cover."""
    for seed in range(12):
        state = _state(stage, seed)
        assert state.case is not None
        *thoughts, _ = _said(state).split("\n")
        signs = [found for it in thoughts if (found := _SIGN.fullmatch(it))]
        assert len(signs) == len(state.case.signals)
        for sign in signs:
            _is_so(sign, state.case)


def _is_so(sign: re.Match[str], case: Case) -> None:
    book, rule = Book(case.records), RULES[sign["rule"]]
    events = [it for it in case.events if it.id in sign["lines"].split()]
    assert {it.host for it in events} == {sign["host"]}
    covering = [set(book.covering(rule, it)) for it in events]
    if sign["said"].startswith("open "):
        assert sign["said"].split()[1].strip(",") == rule.grade
        assert not all(covering)
        return
    named = {it.split()[0] for it in sign["said"].split(", ")}
    assert named == set().union(*covering)


@pytest.mark.parametrize("stage", list(GAME.scenarios)[:4])
def test_it_ends_with_the_right_answer_and_its_proof(stage: str) -> None:
    """What a parser finds in all that it says is the truth, and nothing else that counts."""
    for seed in range(12):
        state = _state(stage, seed)
        truth, said = state.truth, _said(state)
        assert truth is not None
        answer = parse(said, GAME.roles["defender"].moves)
        assert not isinstance(answer, Malformed)
        assert isinstance(answer, SubmitTriage)
        assert answer.action == truth.answer
        assert citation(answer.cited, truth, None) == ONE
        last = said.split("\n")[-2]
        is_explained = truth.row == EXPLAINED.name
        assert last == ("nothing is open" if is_explained else f"{truth.row}: {truth.answer}")


def test_it_is_as_sure_as_nobody_said() -> None:
    """A model that learns from it does not learn to be always sure."""
    assert "confidence" not in _said(_state("stage1_basic", 0))


def test_it_looks_up_and_attacks_as_the_oracle_does() -> None:
    """Where it does not answer there is nothing to say."""
    state = GAME.first(Setting("stage3_mixed", "casework", 4))
    seen = GAME.observe(state, "defender")
    assert _seat(REASONER)(seen, state) == _seat(ORACLE)(seen, state)
    brief = GAME.first(Setting("stage3_mixed", "self_play", 4))
    told = GAME.observe(brief, "attacker")
    assert _seat(REASONER, "attacker")(told, brief) == _seat(ORACLE, "attacker")(told, brief)
