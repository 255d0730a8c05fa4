"""Writes the report of a run beside its results, several places at once."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from watchfloor.evaluation import store
from watchfloor.evaluation.markdown import markdown, passage
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.page import page, section
from watchfloor.evaluation.report import Given, facts, given, told
from watchfloor.evaluation.run import Run

PAGE, TEXT = "report.html", "report.md"


class Section(NamedTuple):
    """What both reports say of one place."""

    title: str
    anchor: str
    page: Markup
    text: str


def write(run: Run, jobs: int, note: Callable[[int], None]) -> tuple[Path, Path]:
    """Write both reports of *run* with *jobs* processes, and return where they are.

    *note* is told after each place how many are done.
    """
    sections: list[Section] = []
    for one in _sections(given(run), jobs):
        sections.append(one)
        note(len(sections))
    known = facts(run)
    links = [(one.title, one.anchor) for one in sections]
    told_page = page(known, links, [one.page for one in sections])
    told_text = markdown(known, [one.text for one in sections])
    for name, text in ((PAGE, told_page), (TEXT, told_text)):
        with store.replaced(run.path / name) as file:
            file.write(text.encode())
    return run.path / PAGE, run.path / TEXT


def _sections(places: Iterable[Given], jobs: int) -> Iterator[Section]:
    """Return the section of each of *places* in their order; few are in memory at once."""
    with ProcessPoolExecutor(jobs, get_context("spawn")) as pool:
        going: deque[Future[Section]] = deque()
        for place in places:
            going.append(pool.submit(_section, place))
            if len(going) > jobs:
                yield going.popleft().result()
        while going:
            yield going.popleft().result()


def _section(place: Given) -> Section:
    found = told(place)
    return Section(f"{place.game} {place.name}", place.anchor, section(found), passage(found))
