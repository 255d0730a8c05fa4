"""The runbook as its reader sees it, generated from the table that the verifier executes."""

from collections.abc import Sequence

from watchfloor.opensoc.runbook import EXPLAINED, ROWS
from watchfloor.play.observation import Item, Panel
from watchfloor.world.rule import SLACK
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

_GRADES = {
    "attempt": "a try without success, or one weak sign",
    "entry": "a way in from outside, or contact with an address outside that lasts",
    "code": "code of the adversary runs on a machine",
    "grave": "loss of data, of controls, of recovery, of credentials or of administration",
}


_REACHES = " or ".join(rule.name for rule in RULES.values() if rule.reaches)
_RULE = (
    "Read the rows from the top; the first that applies decides.",
    "Only lines that no record covers count.",
    "A record covers a line if its machine, its actor and its hours are those of the line",
    "and its kind of work is one that sets off that sign.",
    f"A pace is steady if the longest pause is at most {SLACK - 100} % longer than the shortest.",
    "The adversary has reached a machine where code runs on it,",
    f"or by {_REACHES}.",
)


def _rows() -> list[str]:
    return [f"{row.answer} ({row.name}): {row.when}" for row in (*ROWS, EXPLAINED)]


def _covers() -> list[str]:
    return [
        f"{work.name} ({work.summary.rstrip('.').lower()}) covers: "
        f"{', '.join(work.covers) or 'nothing'}"
        for work in WORKS.values()
    ]


def _signs() -> list[str]:
    return [
        f"{grade}, {meaning}: "
        + ", ".join(rule.name for rule in RULES.values() if rule.grade == grade)
        for grade, meaning in _GRADES.items()
    ]


def _details() -> list[str]:
    return [f"{rule.name}: {rule.summary}" for rule in RULES.values()]


def panel() -> Panel:
    """Return the runbook: the rows, what explains what, and the signs by grade."""
    texts = (
        " ".join(_RULE),
        *_rows(),
        *_covers(),
        *_signs(),
        *_details(),
    )
    items = tuple(Item(f"rb-{place:02d}", text) for place, text in enumerate(texts, start=1))
    return Panel("runbook", "runbook", items)


PANEL = panel()


def markdown() -> str:
    """Return the runbook as a page."""
    rows = [(row.answer, row.name, row.when) for row in (*ROWS, EXPLAINED)]
    works = [
        (work.name, work.summary, ", ".join(work.covers) or "nothing") for work in WORKS.values()
    ]
    grades = list(_GRADES.items())
    signs = [(rule.grade, rule.name, rule.summary) for rule in RULES.values()]
    return "\n\n".join(
        (
            "# Runbook",
            "\n".join(_RULE),
            _table(("answer", "row", "when"), rows),
            "## What explains what",
            _table(("work", "what it is", "what it covers"), works),
            "## Signs",
            _table(("grade", "what it means"), grades),
            _table(("grade", "sign", "what it is"), sorted(signs)),
        )
    )


def _table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """Return *rows* as a table of a page, under *heads*."""
    lines = (heads, tuple("---" for _ in heads), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
