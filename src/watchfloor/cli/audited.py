"""An audit as people read it: one line for each way to earn, the worst place of each."""

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.table import Table

from watchfloor.audit.auditing import Row
from watchfloor.audit.comparison import HONEST, KNOWING
from watchfloor.audit.finding import Fate, Finding
from watchfloor.audit.threats import THREATS
from watchfloor.cli import screen

_GRAVITY: dict[Fate, int] = {"falls short": 0, "unsure": 1, "left out": 2, "holds": 3}
_PLURALS = {
    "falls short": "fall short",
    "unsure": "unsure",
    "left out": "left out",
    "holds": "hold",
}
_COLOURS = {"falls short": "bold red", "unsure": "yellow", "left out": "dim", "holds": "green"}


def id_of(row: Row) -> str:
    """Return the number of the threat of *row* in the catalogue, or its own name."""
    return THREATS[row.threat].id if row.threat in THREATS else row.threat


def worst(rows: Sequence[Row]) -> list[tuple[Row, int]]:
    """Return for each thing looked at the row that comes nearest to its bound, and how many were.

    What is looked at in several places has them after " on ".
    """
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.threat, row.finding.what.partition(" on ")[0]), []).append(row)
    return [(min(them, key=_ease), len(them)) for them in found.values()]


def _ease(row: Row) -> tuple[int, float]:
    found = row.finding
    return _GRAVITY[found.fate], found.margin


def table(rows: Sequence[Row], *, is_whole: bool) -> Table:
    """Return *rows*, or the worst of each kind."""
    shown = Table(
        "",
        "way to earn, and where",
        "found",
        "bound",
        HONEST,
        KNOWING,
        "tried",
        "",
        box=SIMPLE,
        pad_edge=False,
    )
    for row, places in [(row, 1) for row in rows] if is_whole else worst(rows):
        shown.add_row(*_cells(row, places))
    return shown


def _cells(row: Row, places: int) -> tuple[str, ...]:
    found = row.finding
    beside = dict(found.beside)
    more = f" (worst of {places})" if places > 1 else ""
    told = f": {found.told}" if found.told else ""
    colour = _COLOURS[found.fate]
    return (
        id_of(row),
        f"{found.what}{more}{told}",
        _number(found),
        f"{found.bound:g}" if float(found.bound).is_integer() else f"{found.bound:.3f}",
        *(f"{beside[name]:.3f}" if name in beside else "" for name in (HONEST, KNOWING)),
        f"{found.tried:,}" if found.tried else "",
        f"[{colour}]{found.fate}[/]",
    )


def _number(finding: Finding) -> str:
    found = finding.found
    if found.low == found.high:
        return f"{found.mean:g}"
    return f"{found.mean:.3f} [{found.low:.3f}, {found.high:.3f}]"


def write(rows: Sequence[Row], *, is_whole: bool) -> None:
    """Print *rows* as a table."""
    screen.write(table(rows, is_whole=is_whole))


def count(rows: Sequence[Row], fate: Fate) -> int:
    """Return how many of *rows* came to *fate*."""
    return sum(row.finding.fate == fate for row in rows)


def summary(rows: Sequence[Row]) -> str:
    """Return what *rows* come to, in a line."""
    told = [f"{count(rows, fate)} {_PLURALS[fate]}" for fate in _GRAVITY if count(rows, fate)]
    return f"{len(rows)} rows: {', '.join(told)}"


def plain(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return *rows* for a machine."""
    return [{"id": id_of(row), **row._asdict()} for row in rows]
