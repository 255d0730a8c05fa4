"""What the properties are tried on."""

from typing import Literal

import msgspec
from hypothesis import strategies as st

from watchfloor.play.action import Action
from watchfloor.play.reward import ONE, Recipe, Row, Term
from watchfloor.play.verdict import Fact, Verdict

WHOLE = st.integers(-(10**17) + 1, 10**18 - 1)
"""The whole numbers that a reply may hold."""
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
"""Any text but half characters, which no file can hold."""

PATHS = st.lists(st.integers() | WORDS, max_size=4).map(tuple)
"""Addresses of seeds."""

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | NUMBERS | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)
"""Whatever JSON can spell."""


class Place(msgspec.Struct, frozen=True):
    """An object inside a move."""

    name: str
    row: int = 0


class Wait(Action, frozen=True, tag="wait"):
    """Nothing but a name."""


class Move(Action, frozen=True, tag="move"):
    """One field of every kind a game may use."""

    level: Literal["low", "high"]
    note: str
    count: int
    share: float
    is_sure: bool
    places: tuple[Place, ...] = ()
    scores: dict[str, int] = msgspec.field(default_factory=dict)


MOVES = (Wait, Move)

ACTIONS: st.SearchStrategy[Action] = st.just(Wait()) | st.builds(
    Move,
    st.sampled_from(["low", "high"]),
    WORDS,
    WHOLE,
    NUMBERS,
    st.booleans(),
    st.lists(st.builds(Place, WORDS, WHOLE), max_size=3).map(tuple),
    st.dictionaries(WORDS, WHOLE, max_size=3),
)

_PIECES = ["{", "}", "[", "]", '"', ":", ",", "\\", "\\u", "d800", "\n", "```json\n", "```", " "]
_PIECES += ["1", "-", "1e999", "NaN", "true", "null", '"move"', '"wait"', "{}", '"level"', "x"]
_PIECES += ["\ud800", "\udc00", "\x00", "\u202e", "\ufeff", '{"move":"wait"}', '{"move":']

REPLIES = st.lists(st.sampled_from(_PIECES) | st.text(max_size=3), max_size=40).map("".join)
"""What a player may answer who has seen JSON from afar."""

TERMS = {
    name: Term(
        name,
        f"The fact {name}.",
        lambda found, name=name: int(found[name].value),  # type: ignore[misc]  # bound early
        Verdict("defender", (Fact(name, ONE),)),
        Verdict("defender", (Fact(name, 0),)),
    )
    for name in ("clean", "right", "fast")
}

VERDICTS = st.builds(
    lambda values: Verdict(
        "defender", tuple(Fact(name, value) for name, value in zip(TERMS, values, strict=True))
    ),
    st.tuples(*[st.sampled_from([0, 1, ONE // 3, ONE]) | st.integers(0, ONE)] * len(TERMS)),
)

WEIGHTS = st.integers(-1000 * ONE, 1000 * ONE)
KINDS: st.SearchStrategy[Literal["pay", "gate"]] = st.sampled_from(["pay", "gate"])
ROWS = st.builds(Row, st.sampled_from(sorted(TERMS)), KINDS, WEIGHTS)
RECIPES = st.lists(ROWS, max_size=6).map(lambda rows: Recipe("any", "", {"defender": tuple(rows)}))
