"""An audit as people read it: a line for each way to earn, in the place where it comes nearest."""

from collections.abc import Sequence

from rich.box import SIMPLE
from rich.markup import escape
from rich.table import Table

from watchfloor.audit.auditing import Row
from watchfloor.audit.comparison import HONEST, KNOWING
from watchfloor.audit.finding import Fate, Finding
from watchfloor.audit.threats import THREATS
from watchfloor.cli import screen

_GRAVITY: dict[Fate, int] = {"falls short": 0, "unsure": 1, "left out": 2, "holds": 3}
_SIDES = {"at most": "<=", "at least": ">=", "near": "about"}
_COLOURS = {"falls short": "bold red", "unsure": "yellow", "left out": "dim", "holds": "green"}


def id_of(row: Row) -> str:
    """Return the number of the threat of *row* in the catalogue, or its own name."""
    return THREATS[row.threat].id if row.threat in THREATS else row.threat


def worst(rows: Sequence[Row]) -> list[Row]:
    """Return of each thing looked at in several places the row that comes nearest to its bound."""
    found: dict[tuple[str, str], list[Row]] = {}
    for row in rows:
        found.setdefault((row.threat, row.finding.kind), []).append(row)
    return [min(them, key=_ease) for them in found.values()]


def _ease(row: Row) -> tuple[int, float]:
    return _GRAVITY[row.finding.fate], row.finding.margin


def table(rows: Sequence[Row]) -> Table:
    """Return a line for each of *rows*."""
    shown = Table(box=SIMPLE, pad_edge=False, padding=(0, 1, 0, 0))
    shown.add_column("")
    shown.add_column("way to earn", overflow="fold")
    for name in ("found", "95 %", "bound", HONEST, KNOWING):
        shown.add_column(name, justify="right", no_wrap=True)
    shown.add_column("", no_wrap=True)
    for row in rows:
        shown.add_row(*_cells(row))
    return shown


def _cells(row: Row) -> tuple[str, ...]:
    found, beside = row.finding, dict(row.finding.beside)
    told = f" ({found.told})" if found.told and found.fate != "holds" else ""
    spread = found.found
    return (
        id_of(row),
        escape(found.what + told),
        number(spread.mean),
        f"{number(spread.low)} .. {number(spread.high)}" if spread.low < spread.high else "",
        _bound(found),
        *(number(beside[name]) if name in beside else "" for name in (HONEST, KNOWING)),
        f"[{_COLOURS[found.fate]}]{found.fate}[/]",
    )


def number(value: float) -> str:
    """Return *value* as a table shows it.

    >>> number(0.5), number(12.0), number(-0.0001)
    ('0.500', '12', '-0.000')
    """
    return f"{value:.0f}" if abs(value) > 1 and float(value).is_integer() else f"{value:.3f}"


def _bound(found: Finding) -> str:
    return "" if found.fate == "left out" else f"{_SIDES[found.side]} {number(found.bound)}"


def count(rows: Sequence[Row], fate: Fate) -> int:
    """Return how many of *rows* came to *fate*."""
    return sum(row.finding.fate == fate for row in rows)


def summary(rows: Sequence[Row]) -> str:
    """Return what *rows* come to, in a line."""
    told = [f"{fate} {count(rows, fate)}" for fate in _GRAVITY if count(rows, fate)]
    return f"{len(rows)} rows: {', '.join(told)}"


def write(rows: Sequence[Row], *, is_whole: bool) -> None:
    """Print *rows*, or those of them that come nearest to their bounds."""
    screen.write(table(rows if is_whole else worst(rows)), least=132)


def plain(rows: Sequence[Row]) -> list[dict[str, object]]:
    """Return *rows* for a machine."""
    return [{"id": id_of(row), **row._asdict()} for row in rows]
