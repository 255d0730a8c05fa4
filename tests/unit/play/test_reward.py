from decimal import Decimal

import pytest

from watchfloor.errors import BadRecipe
from watchfloor.play.reward import (
    ONE,
    Recipe,
    Reward,
    Row,
    Share,
    Term,
    check,
    from_toml,
    gate,
    millionths,
    pay,
    points,
)
from watchfloor.play.verdict import Fact, Verdict


def _term(name: str) -> Term:
    good, bad = (Verdict("anyone", (Fact(name, value),)) for value in (ONE, 0))
    return Term(name, f"The fact {name}.", lambda found: int(found[name].value), good, bad)


TERMS = {name: _term(name) for name in ("clean", "right", "fast")}
ROLES = ("attacker", "defender")
RECIPE = Recipe(
    "mine",
    "",
    {"defender": (gate("clean", "-1"), pay("right", "0.7"), gate("fast", "0.25"))},
)


def _verdict(clean: int, right: int, fast: int = ONE, role: str = "defender") -> Verdict:
    return Verdict(role, (Fact("clean", clean), Fact("right", right), Fact("fast", fast)))


def _paid(recipe: Recipe, verdict: Verdict) -> tuple[int, ...]:
    return tuple(share.paid for share in recipe.price(verdict, TERMS).shares)


@pytest.mark.parametrize(
    ("verdict", "paid"),
    [
        (_verdict(ONE, ONE), (0, 700_000, 0)),
        (_verdict(1, ONE // 2), (0, 350_000, 0)),
        (_verdict(ONE, 0), (0, 0, 0)),
        (_verdict(0, ONE), (-ONE, 0, 0)),
        (_verdict(ONE, ONE, 0), (0, 0, 250_000)),
        (_verdict(0, ONE, 0), (-ONE, 0, 0)),
    ],
    ids=["all", "half", "none", "gate shut", "later gate shut", "first gate decides"],
)
def test_a_shut_gate_is_all_that_pays(verdict: Verdict, paid: tuple[int, ...]) -> None:
    """Rows pay their weight times the value, until a gate is shut: then it alone pays."""
    assert _paid(RECIPE, verdict) == paid
    assert RECIPE.price(verdict, TERMS).total == sum(paid)


def test_a_reward_names_every_row() -> None:
    """The breakdown shows term, kind, value, weight and price of each row in order."""
    recipe = Recipe("mine", "", {"defender": (gate("clean", "-1"), pay("right", "0.5"))})

    assert recipe.price(_verdict(ONE, 3), TERMS) == Reward(
        "defender",
        2,
        (Share("clean", "gate", ONE, -ONE, 0), Share("right", "pay", 3, 500_000, 2)),
    )


@pytest.mark.parametrize(
    ("weight", "value", "paid"),
    [("0.5", 1, 1), ("0.499999", 1, 0), ("-0.5", 1, 0), ("-0.500001", 1, -1), ("-0.5", 3, -1)],
)
def test_a_price_is_rounded_to_the_nearest_millionth(weight: str, value: int, paid: int) -> None:
    """Halves are rounded up, on both sides of zero."""
    recipe = Recipe("mine", "", {"defender": (pay("right", weight),)})

    assert recipe.price(_verdict(ONE, value), TERMS).total == paid


def test_whom_a_recipe_does_not_name_earns_nothing() -> None:
    """A role without a table is worth nothing, not an error."""
    verdict = _verdict(ONE, ONE, role="attacker")

    assert RECIPE.price(verdict, TERMS) == Reward("attacker", 0, ())


@pytest.mark.parametrize("value", [-1, ONE + 1])
def test_a_term_out_of_range_is_refused(value: int) -> None:
    """A term is worth 0 to 1, or it does not count."""
    with pytest.raises(BadRecipe, match=f"term 'right' is worth {value}, expected 0 to 1000000"):
        TERMS["right"].worth(_verdict(ONE, value))


def test_a_count_is_priced_without_an_end() -> None:
    """A term that counts pays its weight for each, however many there are."""
    good, bad = Verdict("anyone", (Fact("blunders", 2),)), Verdict("anyone", (Fact("blunders", 0),))
    blunders = Term(
        "blunders",
        "Blunders.",
        lambda it: int(it["blunders"].value) * ONE,
        good,
        bad,
        is_count=True,
    )
    recipe = Recipe("mine", "", {"defender": (pay("blunders", "-0.05"),)})
    verdict = Verdict("defender", (Fact("blunders", 300),))

    assert recipe.price(verdict, {"blunders": blunders}).total == -15 * ONE


def test_a_count_below_nothing_is_refused() -> None:
    """Nothing can be counted less than no times."""
    verdict = Verdict("anyone", (Fact("blunders", 1),))
    blunders = Term("blunders", "Blunders.", lambda _: -1, verdict, verdict, is_count=True)

    with pytest.raises(BadRecipe, match="term 'blunders' is worth -1, expected 0 or more"):
        blunders.worth(verdict)


@pytest.mark.parametrize("value", [0, ONE])
def test_a_term_may_be_worth_nothing_or_all(value: int) -> None:
    """Both ends of the range are inside it."""
    assert TERMS["right"].worth(_verdict(ONE, value)) == value


def test_a_term_that_reads_a_missing_fact_is_refused() -> None:
    """Paying a role for what its verdict does not say is the recipe's mistake."""
    verdict = Verdict("attacker", (Fact("stealth", 1),))

    with pytest.raises(BadRecipe) as caught:
        TERMS["right"].worth(verdict)
    assert str(caught.value) == (
        "term 'right' cannot be paid to 'attacker': "
        "the verdict on 'attacker' has no fact 'right'; it has: stealth"
    )


WEIGHTS: list[tuple[object, int]] = [
    ("0.25", 250_000),
    ("-0.05", -50_000),
    ("+1", ONE),
    ("1e-6", 1),
    ("1E3", 1000 * ONE),
    (Decimal("0.10"), 100_000),
    ("0.1" + "0" * 60, 100_000),
    (3, 3 * ONE),
    (-1000, -1000 * ONE),
    (0.1, 100_000),
    ("-0", 0),
]


@pytest.mark.parametrize(("number", "amount"), WEIGHTS, ids=str)
def test_a_weight_is_exact(number: object, amount: int) -> None:
    """A decimal is counted in whole millionths, without rounding."""
    assert millionths(number) == amount


NO_WEIGHT: list[object] = ["", "one", "0,5", "0x1", None, True, [], "1e-99999999999999999999"]


@pytest.mark.parametrize("number", NO_WEIGHT, ids=repr)
def test_what_is_no_number_is_no_weight(number: object) -> None:
    """Anything but a decimal number is refused with itself in the sentence."""
    with pytest.raises(BadRecipe) as caught:
        millionths(number)
    assert str(caught.value) == f"{number!r} is no weight; give a decimal number such as 0.25"


OUT_OF_REACH: dict[str, object] = {
    "not a number": Decimal("NaN"),
    "a louder one": "sNaN",
    "without end": "-inf",
    "too great": "1000.000001",
    "too small": -1001,
    "far too great": "1e999999999",
    "whole and far too great": 16**9000,
    "seven decimals": "0.0000001",
    "seven decimals, nearly none": "1e-999999",
    "a sum of fractions": 0.1 + 0.2,
    # More digits than decimal arithmetic keeps, so that a careless sum would round them away.
    "forty decimals": "0.1234560000000000000000000000000000000001",
    "forty decimals below a limit": "999.9999999999999999999999999999999999999999",
}


@pytest.mark.parametrize("kind", OUT_OF_REACH)
def test_a_weight_out_of_reach_is_refused(kind: str) -> None:
    """A weight that is not finite, too great or too fine is refused, in a sentence of one line."""
    with pytest.raises(BadRecipe) as caught:
        millionths(OUT_OF_REACH[kind])
    assert str(caught.value).endswith(
        "is out of reach; give -1000 to 1000 with six decimals at most"
    )
    assert len(str(caught.value)) < 120


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "+0"), (1, "+0.000001"), (-1, "-0.000001"), (-1_500_000, "-1.5"), (100 * ONE, "+100")],
)
def test_points_are_read_by_people(amount: int, shown: str) -> None:
    """Points carry their sign and no superfluous zero."""
    assert points(amount) == shown


HEAD = 'name = "mine"\n'
ROW = '[[defender]]\nterm = "right"\n'


def test_a_recipe_is_read_from_toml() -> None:
    """A recipe has a name, perhaps a summary, and a table of rows for each role."""
    text = f"""
        {HEAD}
        summary = "Mine."
        [[defender]]
        term = "clean"
        kind = "gate"
        weight = -1
        [[defender]]
        term = "right"
        weight = 0.7
        [[attacker]]
        term = "fast"
        kind = "pay"
        weight = "0.000001"
    """
    tables = {
        "attacker": (Row("fast", "pay", 1),),
        "defender": (Row("clean", "gate", -ONE), Row("right", "pay", 700_000)),
    }

    assert from_toml(text, ROLES, TERMS) == Recipe("mine", "Mine.", tables)


HUGE = "1201832387312392683692019806383679223521"
KEYS = "known: kind, term, weight"
BAD_TOML: dict[str, tuple[str, str]] = {
    "no name": (ROW, 'the recipe has no name; begin it with a line such as name = "mine"'),
    "an empty name": (
        'name = ""',
        'the recipe has no name; begin it with a line such as name = "mine"',
    ),
    "a name that is no text": (
        "name = 1",
        'the recipe has no name; begin it with a line such as name = "mine"',
    ),
    "a summary that is no text": (
        f"{HEAD}summary = 1",
        'the recipe has no name; begin it with a line such as name = "mine"',
    ),
    "nobody": (HEAD, "recipe 'mine' pays nobody; give a table for one of attacker, defender"),
    "an unknown role": (
        f"{HEAD}[[defendr]]",
        "there is no role or recipe key called 'defendr'; did you mean 'defender'?",
    ),
    "an unknown key": (
        f'{HEAD}sumary = "x"',
        "there is no role or recipe key called 'sumary'; did you mean 'summary'?",
    ),
    "a table for a list": (
        f"{HEAD}[defender]",
        "'defender' must be a list of rows; write each row under [[defender]]",
    ),
    "a list of other things": (
        f"{HEAD}defender = [1]",
        "'defender' must be a list of rows; write each row under [[defender]]",
    ),
    "an unknown key of a row": (
        f"{HEAD}{ROW}x = 1",
        f"there is no key of a defender row called 'x'; {KEYS}",
    ),
    "no term": (
        f"{HEAD}[[defender]]\nweight = 1",
        "a row of 'defender' names no term; give one of clean, fast, right",
    ),
    "an unknown term": (
        f'{HEAD}[[defender]]\nterm = "rigt"\nweight = 1',
        "there is no term called 'rigt'; did you mean 'right'?",
    ),
    "no weight": (
        HEAD + ROW,
        "the row for term 'right' needs a weight, and a kind of 'pay' or 'gate'",
    ),
    "a bad kind": (
        f'{HEAD}{ROW}weight = 1\nkind = "bonus"',
        "the row for term 'right' needs a weight, and a kind of 'pay' or 'gate'",
    ),
    "a kind that is no text": (
        f"{HEAD}{ROW}weight = 1\nkind = []",
        "the row for term 'right' needs a weight, and a kind of 'pay' or 'gate'",
    ),
    "a date": (
        f"{HEAD}{ROW}weight = 2029-01-01",
        "datetime.date(2029, 1, 1) is no weight; give a decimal number such as 0.25",
    ),
    "not a number": (
        f"{HEAD}{ROW}weight = nan",
        "weight 'NaN' is out of reach; give -1000 to 1000 with six decimals at most",
    ),
    "without end": (
        f"{HEAD}{ROW}weight = -inf",
        "weight '-Infinity' is out of reach; give -1000 to 1000 with six decimals at most",
    ),
    "huge": (
        f"{HEAD}{ROW}weight = 1e999999999",
        "weight '1E+999999999' is out of reach; give -1000 to 1000 with six decimals at most",
    ),
    "huge in another base": (
        f"{HEAD}{ROW}weight = 0x{'f' * 9000}",
        f"weight '{HUGE}' is out of reach; give -1000 to 1000 with six decimals at most",
    ),
    "too fine": (
        f"{HEAD}{ROW}weight = 0.1234567",
        "weight '0.1234567' is out of reach; give -1000 to 1000 with six decimals at most",
    ),
}


@pytest.mark.parametrize("kind", BAD_TOML)
def test_a_recipe_that_cannot_be_read_says_why(kind: str) -> None:
    """Every mistake in a recipe has a sentence of its own that says what to do."""
    text, sentence = BAD_TOML[kind]

    with pytest.raises(BadRecipe) as caught:
        from_toml(text, ROLES, TERMS)
    assert str(caught.value) == sentence


@pytest.mark.parametrize("text", ["name: mine", "a = " + "[" * 5000, "a = " + "9" * 5000])
def test_what_is_not_toml_is_refused(text: str) -> None:
    """Another language, or nesting and digits beyond what the reader takes, is no recipe."""
    with pytest.raises(
        BadRecipe, match=r"^the recipe is not TOML \(.+\); see docs/rewards\.md for one that is$"
    ):
        from_toml(text, ROLES, TERMS)


def test_a_recipe_that_names_what_exists_passes() -> None:
    """Checking a sound recipe hands it back."""
    assert check(RECIPE, ROLES, TERMS) is RECIPE


@pytest.mark.parametrize(
    ("tables", "sentence"),
    [
        ({"defendr": ()}, "there is no role called 'defendr'; did you mean 'defender'?"),
        (
            {"defender": (pay("rigt", "1"),)},
            "there is no term called 'rigt'; did you mean 'right'?",
        ),
    ],
    ids=["role", "term"],
)
def test_a_recipe_that_names_what_does_not_exist_is_refused(
    tables: dict[str, tuple[Row, ...]], sentence: str
) -> None:
    """A role or a term that is not in the game stops the episode before it begins."""
    with pytest.raises(BadRecipe) as caught:
        check(Recipe("mine", "", tables), ROLES, TERMS)
    assert str(caught.value) == sentence


def test_a_point_is_a_million_millionths() -> None:
    """The worth of one point is fixed, since recorded rewards are counted in it."""
    assert ONE == 10**6
