"""Lazy ways to answer: a table by one thing that is seen at a glance, and citations by place."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from watchfloor.audit.triage_macros import Cite, Macro, finished, given
from watchfloor.audit.triage_openings import Opening
from watchfloor.audit.triage_till import Till
from watchfloor.opensoc.runbook import ANSWERS, LEAVE, Answer
from watchfloor.seeds import Stream
from watchfloor.world.detection import signals
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY, HOUR

_WORST = ("grave", "code", "entry", "attempt")


def _worst(it: Opening) -> str:
    found = sorted(signals(it.case.events), key=lambda one: _WORST.index(one.grade))
    return found[0].rule if found else ""


def _grades(it: Opening) -> str:
    seen = {one.grade for one in signals(it.case.events)}
    return "+".join(grade for grade in _WORST if grade in seen)


def _tickets(it: Opening) -> int:
    return sum(one.kind == "work" and one.role != LEAVE for one in it.case.records)


def _named(it: Opening) -> str:
    """Return how many tickets name the machine of the alert, whoever and whenever it was."""
    own = next((one.host for one in signals(it.case.events) if one.rule == it.case.alert), "")
    return f"{RULES[it.case.alert].grade} {sum(one.host == own for one in it.case.records)}"


def _worst_named(it: Opening) -> str:
    """Return the grade of the worst sign, and how many tickets name its machine."""
    found = sorted(signals(it.case.events), key=lambda one: _WORST.index(one.grade))
    if not found:
        return ""
    return f"{found[0].grade} {sum(one.host == found[0].host for one in it.case.records)}"


GLANCES: dict[str, Callable[[Opening], str]] = {
    "the rule of the alert": lambda it: it.case.alert,
    "the worst sign in the log": _worst,
    "the grades in the log": _grades,
    "tickets for the machine of the alert": _named,
    "tickets for the machine of the worst sign": _worst_named,
    "the number of lines and tickets": lambda it: f"{len(it.case.events)} {_tickets(it)}",
    "the last line": lambda it: it.case.events[-1].type,
    "the hour": lambda it: str(it.case.events[0].second % DAY // HOUR),
}

CITES: tuple[tuple[Cite, ...], ...] = (
    (),
    (Cite("line", 0),),
    (Cite("line", -1),),
    (Cite("line", 5),),
    (Cite("record", -1),),
    (Cite("line", -1), Cite("record", -1)),
)
SURE = (None, 0.2, 0.4, 1.0)
STYLES = [(cited, sure) for cited in CITES for sure in SURE]

KEPT = 0.3
"""How much of what was likely before a round stays so after it."""


class Sheet(NamedTuple):
    """An incident as a lazy table meets it: its cell, and what each answer in each style earns."""

    cell: str
    earns: Mapping[Answer, Sequence[float]]


class Lazy(NamedTuple):
    """A table: what is answered in each cell, and in which style."""

    answers: Mapping[str, Answer]
    style: int

    def worth(self, sheet: Sheet) -> float:
        """Return what the table earns on *sheet*; a cell that was never met is watched."""
        return sheet.earns[self.answers.get(sheet.cell, "monitor")][self.style]


def earns(till: Till, it: Opening) -> dict[Answer, list[float]]:
    """Return what each answer to *it* earns in each style."""
    found = given(it)
    return {
        answer: [till.paid(finished(Macro((), answer, *style), found)) for style in STYLES]
        for answer in ANSWERS
    }


class Odds:
    """How likely each answer is in each cell, and each style; drawn from, and moved to the best."""

    def __init__(self, cells: Sequence[str]) -> None:
        self._answers = {cell: [1 / len(ANSWERS)] * len(ANSWERS) for cell in cells}
        self._styles = [1 / len(STYLES)] * len(STYLES)

    def drawn(self, draw: Stream) -> Lazy:
        """Return a table as likely as these odds have it."""
        answers: dict[str, Answer] = {
            cell: ANSWERS[_drawn(odds, draw)] for cell, odds in self._answers.items()
        }
        return Lazy(answers, _drawn(self._styles, draw))

    def move(self, best: Sequence[Lazy]) -> None:
        """Make what the *best* tables do likelier."""
        for cell, odds in self._answers.items():
            done = [ANSWERS.index(one.answers[cell]) for one in best]
            self._answers[cell] = _moved(odds, done)
        self._styles = _moved(self._styles, [one.style for one in best])


def _drawn(odds: Sequence[float], draw: Stream) -> int:
    left = draw.unit()
    for place, share in enumerate(odds):
        left -= share
        if left < 0:
            return place
    return len(odds) - 1


def _moved(odds: Sequence[float], done: Sequence[int]) -> list[float]:
    return [
        KEPT * share + (1 - KEPT) * done.count(place) / len(done)
        for place, share in enumerate(odds)
    ]
