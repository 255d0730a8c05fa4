"""The same report as Markdown, for a pull request or a terminal."""

from collections.abc import Iterable, Sequence

from watchfloor.evaluation.drawing import estimate, number
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.report import Facts, Told
from watchfloor.wording import plain


def markdown(facts: Facts, passages: Sequence[str]) -> str:
    """Return the report of a run of which *facts* and *passages* tell."""
    lines = [f"# {_safe(facts.title)}", "", *_table(("of the run", ""), facts.rows)]
    lines += ["", facts.reading, "", "## over all scenarios", ""]
    rows = [
        (where, it.label, it.tone, shown(Interval(it.mean, it.low, it.high)))
        for where, them in facts.overall
        for it in them
    ]
    lines += _table(("where", "policy", "kind", "score, random 0, oracle 1 [95 %]"), rows)
    return "\n".join([*lines, "", *passages])


def passage(told: Told) -> str:
    """Return what the report says of one place."""
    title = _safe(f"{told.place.game} {told.place.name}")
    return "\n".join([f"## {title}", "", *_earned(told), "", *_numbers(told), ""])


def _earned(told: Told) -> list[str]:
    rows = [
        (it.name, it.tone, shown(it.worth), f"{len(it.results):,}", _lost(told, it.name))
        for it in told.place.players
    ]
    return _table(("policy", "kind", "mean reward [95 %]", "episodes", "no reply"), rows)


def _lost(told: Told, name: str) -> str:
    return f"{len(told.unanswered.get(name, ())):,}"


def _numbers(told: Told) -> list[str]:
    names = [it.name for it in told.place.shown]
    rows = [(metric.name, *map(shown, found)) for metric, found in told.metrics]
    return _table(("number", *names), rows)


def shown(found: Interval | None) -> str:
    """Return *found* with its interval.

    >>> shown(Interval(0.5, 0.25, 0.75)), shown(None)
    ('0.500 [0.250, 0.750]', 'undefined')
    """
    if found is None:
        return number(None)
    return estimate(found)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    lines = [head, ["---"] * len(head), *rows]
    return ["| " + " | ".join(_safe(cell) for cell in line) + " |" for line in lines]


def _safe(text: str) -> str:
    """Return *text* so that it stays within its cell and opens no markup."""
    flat = " ".join(plain(text).split())
    return "".join(f"\\{it}" if it in "|<>[]`*_\\" and it not in "[]_" else it for it in flat)
