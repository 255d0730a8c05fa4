"""Hand in other weights, or another mode, under the name of those that are shipped."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.errors import BadRecipe
from watchfloor.play.reward import ONE, Recipe, from_toml
from watchfloor.play.trajectory import Header, Trajectory


def _recipes(role: str, term: str) -> dict[str, str]:
    """Return recipes, as a request might bring them, that are none."""
    row = f'[[{role}]]\nterm = "{term}"\nweight = 1\n'
    return {
        "a setting": f'name = "mine"\nmode = "easy"\n{row}',
        "a seed": f'name = "mine"\nseed = 7\n{row}',
        "a key of a row": f'name = "mine"\n{row}when = "always"\n',
        "a kind of row": f'name = "mine"\n{row}kind = "bonus"\n',
        "a weight too large": f'name = "mine"\n{row.replace("= 1", "= 1001")}',
        "a weight of no number": f'name = "mine"\n{row.replace("= 1", "= inf")}',
        "a term of nobody": f'name = "mine"\n{row.replace(term, "is_clever")}',
        "a role of nobody": f'name = "mine"\n{row.replace(role, "judge")}',
        "no name": row,
    }


def _read(trial: Trial) -> Finding:
    breaches, tried = list[str](), 0
    role, rows = next(iter(trial.recipe.tables.items()))
    for name, text in _recipes(role, rows[0].term).items():
        tried += 1
        try:
            from_toml(text, tuple(trial.game.roles), trial.game.terms)
        except BadRecipe:
            continue
        breaches.append(name)
    return never("recipes with what no recipe has that are read", breaches, tried)


def _dearer(recipe: Recipe) -> Recipe:
    """Return *recipe* with a point more for everything, by the same name."""
    tables = {
        role: tuple(replace(row, weight=row.weight + ONE) for row in rows)
        for role, rows in recipe.tables.items()
    }
    return replace(recipe, tables=tables)


def _headers(trial: Trial, one: Trajectory) -> Iterator[tuple[str, Header]]:
    header = one.header
    setting = header.setting
    yield "weights", replace(header, recipe=_dearer(header.recipe))
    yield "seed", replace(header, setting=replace(setting, seed=setting.seed + 1))
    yield "world", replace(header, world="0" * len(header.world))
    yield "rules", replace(header, rules=f"{header.rules}-mine")
    for mode in trial.game.modes:
        if mode != setting.mode:
            yield f"mode {mode}", replace(header, setting=replace(setting, mode=mode))


def _recorded(trial: Trial) -> Finding:
    breaches, tried = list[str](), 0
    for one in records.several(trial):
        for name, header in _headers(trial, one):
            tried += 1
            forged = Trajectory(header, one.turns, one.end)
            breaches += [f"{name} on {one.header.setting}"] * (
                not records.is_noticed(trial, forged)
            )
    return never("episodes with another header that replay", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _read(trial)
    yield _recorded(trial)


THREAT = Threat(
    name="d08_overridden_settings",
    summary="A field of a request changes what counts, and the result is compared with others.",
    answer="Unknown fields are refused, and a recipe by a shipped name has to be the shipped one.",
    games=(),
    probe=_probe,
)
