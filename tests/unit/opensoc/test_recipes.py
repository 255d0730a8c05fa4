from itertools import product

import pytest

from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.recipes import CLASSIC, RECIPES, STANDARD
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.state import MINUTES, Mode, State
from watchfloor.opensoc.terms import TERMS
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import judge
from watchfloor.play.reward import ONE, Recipe

CASE = Case("malware_blocked", (), (), "syslog")
CONFIDENCES = (None, 0.0, 0.25, 0.5, 0.75, 1.0)
CITED = ((), ("log-01",), ("log-09",), ("log-01", "log-09"))
MODES: tuple[Mode, ...] = ("defender_only", "self_play")


def _truth(answer: Answer) -> Truth:
    return Truth(answer, "any", (("log-01",),), ())


def _state(
    right: Answer, answer: SubmitTriage | None, mode: Mode = "defender_only", **more: object
) -> State:
    malformed = ("defender",) if answer is None else ()
    fields = {"case": CASE, "truth": _truth(right), "answer": answer, "malformed": malformed}
    return State(mode, "stage1_basic", is_over=True, **{**fields, **more})  # type: ignore[arg-type]  # fields of a state


def _paid(recipe: Recipe, state: State, role: str = "defender") -> int:
    rewards = [recipe.price(verdict, TERMS) for verdict in judge(state)]
    return next(reward.total for reward in rewards if reward.role == role)


def _replies() -> list[SubmitTriage]:
    return [
        SubmitTriage(answer, cited, confidence=confidence)
        for answer, cited, confidence in product(ANSWERS, CITED, CONFIDENCES)
    ]


@pytest.mark.parametrize("truth", ANSWERS)
def test_the_right_answer_proved_and_sure_earns_one(truth: Answer) -> None:
    """Under the standard recipe there is exactly one best reply, and it earns one."""
    paid = {reply: _paid(STANDARD, _state(truth, reply)) for reply in _replies()}
    best = SubmitTriage(truth, ("log-01",), confidence=1.0)

    assert paid[best] == ONE
    assert [reply for reply, earned in paid.items() if earned >= ONE] == [best]


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
@pytest.mark.parametrize("truth", ANSWERS)
def test_nonsense_earns_no_more_than_an_honest_mistake_under_standard(
    recipe: Recipe, truth: Answer
) -> None:
    """Under the standard recipe no reply that can be read earns less than one that cannot."""
    worst = min(_paid(recipe, _state(truth, reply, minutes=MINUTES)) for reply in _replies())
    garbage = _paid(recipe, _state(truth, None))

    assert (garbage <= worst) == (recipe is STANDARD)


@pytest.mark.parametrize("truth", ANSWERS)
def test_a_citation_pays_with_a_right_answer_only(truth: Answer) -> None:
    """The proof of a wrong answer is worth nothing under the standard recipe."""
    for answer in ANSWERS:
        bare = _paid(STANDARD, _state(truth, SubmitTriage(answer)))
        proved = _paid(STANDARD, _state(truth, SubmitTriage(answer, ("log-01",))))

        assert (proved > bare) == (answer == truth)


def test_minutes_cost_the_same_whatever_the_answer() -> None:
    """Looking things up costs up to a tenth of a point."""
    quick = _paid(STANDARD, _state("monitor", SubmitTriage("monitor")))
    slow = _paid(STANDARD, _state("monitor", SubmitTriage("monitor"), minutes=MINUTES))
    half = _paid(STANDARD, _state("monitor", SubmitTriage("monitor"), minutes=MINUTES // 2))

    assert (quick - slow, quick - half) == (ONE // 10, ONE // 20)


PUBLISHED: dict[str, tuple[Answer, SubmitTriage | None, int]] = {
    "the right answer": ("monitor", SubmitTriage("monitor"), ONE),
    "a malicious incident dismissed": ("monitor", SubmitTriage("dismiss"), -ONE),
    "containment of what is benign, by quarantine": (
        "dismiss",
        SubmitTriage("quarantine_host"),
        -300_000,
    ),
    "containment of what is benign, by a block": ("dismiss", SubmitTriage("block_ip"), -300_000),
    "a needless escalation": ("monitor", SubmitTriage("escalate"), -50_000),
    "a needless escalation of what is benign": ("dismiss", SubmitTriage("escalate"), -50_000),
    "a right citation": ("monitor", SubmitTriage("monitor", ("log-01",)), 1_100_000),
    "a right citation of a wrong answer": ("block_ip", SubmitTriage("monitor", "log-01"), 100_000),
    "a wrong citation": ("monitor", SubmitTriage("monitor", ("log-09",)), ONE),
    "a malformed reply": ("monitor", None, -100_000),
    "another wrong answer": ("block_ip", SubmitTriage("quarantine_host"), 0),
    "a confidence": ("monitor", SubmitTriage("monitor", confidence=0.5), ONE),
}
"""The published table of the original, row by row."""


@pytest.mark.parametrize("row", PUBLISHED)
def test_the_classic_recipe_is_the_published_table(row: str) -> None:
    """Each row of the original's table is paid as it was published."""
    truth, reply, earned = PUBLISHED[row]

    assert _paid(CLASSIC, _state(truth, reply)) == earned


@pytest.mark.parametrize(
    ("more", "answer", "earned"),
    [
        ({}, "dismiss", ONE),
        ({}, "monitor", 0),
        ({"is_novel": True}, "dismiss", 1_200_000),
        ({"is_novel": True}, "monitor", 200_000),
        ({"case": None, "truth": None, "gate": "length"}, None, 0),
        ({"case": None, "truth": None, "malformed": ("attacker",)}, None, -500_000),
    ],
)
def test_the_classic_attacker_is_paid_as_published(
    more: dict[str, object], answer: Answer | None, earned: int
) -> None:
    """Fooling pays one, novelty a fifth, an implausible incident nothing, a malformed one costs."""
    reply = SubmitTriage(answer) if answer is not None else None
    fields = {"malformed": (), **more}

    assert _paid(CLASSIC, _state("monitor", reply, "self_play", **fields), "attacker") == earned


@pytest.mark.parametrize(
    ("answer", "learnability", "is_novel", "earned"),
    [
        ("dismiss", ONE, True, ONE),
        ("dismiss", ONE, False, ONE // 2),
        ("dismiss", ONE // 2, True, ONE // 2),
        ("dismiss", 0, True, 0),
        ("monitor", ONE, True, 0),
    ],
)
def test_an_attacker_is_paid_for_what_can_be_learnt(
    answer: Answer, learnability: int, *, is_novel: bool, earned: int
) -> None:
    """Under the standard recipe nothing is paid without fooling somebody, and luck pays nothing."""
    state = _state(
        "monitor", SubmitTriage(answer), "self_play", learnability=learnability, is_novel=is_novel
    )

    assert _paid(STANDARD, state, "attacker") == earned


def test_an_invalid_incident_is_never_the_best_reply() -> None:
    """Whatever the defender does, a rejected or malformed incident earns less than any other."""
    rejected = _state("monitor", None, "self_play", case=None, truth=None, malformed=())
    malformed = _state("monitor", None, "self_play", case=None, truth=None, malformed=("attacker",))
    admitted = [_state("monitor", SubmitTriage(answer), "self_play") for answer in ANSWERS]
    least = min(_paid(STANDARD, state, "attacker") for state in admitted)

    assert _paid(STANDARD, malformed, "attacker") < _paid(STANDARD, rejected, "attacker") < least


@pytest.mark.parametrize("chance", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0])
def test_a_confidence_is_best_when_it_is_true(chance: float) -> None:
    """Whoever is right so often earns most by saying so: the score is a proper one."""

    def expected(confidence: float) -> float:
        right, wrong = (
            _paid(STANDARD, _state(truth, SubmitTriage("monitor", confidence=confidence)))
            for truth in ("monitor", "dismiss")
        )
        return chance * right + (1 - chance) * wrong

    stated = [step / 100 for step in range(101)]
    best = max(stated, key=expected)

    assert best == pytest.approx(chance, abs=0.01)


def test_no_confidence_is_worth_as_much_as_one_half() -> None:
    """Whoever says nothing is taken to be unsure, and neither gains nor loses by it."""
    for truth in ANSWERS:
        silent = _paid(STANDARD, _state(truth, SubmitTriage("monitor")))
        unsure = _paid(STANDARD, _state(truth, SubmitTriage("monitor", confidence=0.5)))

        assert silent == unsure


@pytest.mark.parametrize("mode", MODES)
def test_a_mode_pays_the_same_defender_the_same(mode: Mode) -> None:
    """Whoever made the incident, the defender is paid for the answer."""
    state = _state("monitor", SubmitTriage("monitor", ("log-01",)), mode)

    assert _paid(CLASSIC, state) == 1_100_000
