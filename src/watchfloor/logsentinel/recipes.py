"""Named reward recipes, as tables; a team earns together, so every seat has the same one."""

from watchfloor.logsentinel.roles import ROLES
from watchfloor.play.reward import Recipe, Row, pay

_FAMILIES = (
    pay("outcome", "0.4"),
    pay("detection", "0.25"),
    pay("severity", "0.1"),
    pay("efficiency", "0.15"),
    pay("teamwork", "0.1"),
)
_BY_THE_PIECE = (
    pay("duplicate_proposals", "-0.04"),
    pay("blind_mitigations", "-0.05"),
    pay("idle_moves", "-0.01"),
    pay("refused_moves", "-0.01"),
    pay("unsupported_claims", "-0.06"),
    pay("malformed_replies", "-0.08"),
    pay("no_report", "-0.1"),
    pay("collateral_damage", "-0.16"),
)
_UP_TO_AN_END = (
    pay("some_duplicates", "-0.2"),
    pay("some_blind", "-0.25"),
    pay("some_idling", "-0.15"),
    pay("some_unsupported", "-0.25"),
)


def _for_everybody(*rows: Row) -> dict[str, tuple[Row, ...]]:
    return dict.fromkeys(ROLES, rows)


STANDARD = Recipe(
    name="standard",
    summary="Five families that make one point at best, less for each blunder, without an end.",
    tables=_for_everybody(*_FAMILIES, *_BY_THE_PIECE),
)

CLASSIC = Recipe(
    name="classic",
    summary="The five families and four penalties of the original, each with an end; to compare.",
    tables=_for_everybody(*_FAMILIES, *_UP_TO_AN_END),
)

RECIPES = {recipe.name: recipe for recipe in (STANDARD, CLASSIC)}
