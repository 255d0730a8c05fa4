"""Moves of the triage game that are fixed beforehand, whatever the incident is.

A macro looks up the records or the log of whoever stands in some place, answers, and cites by
place.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, TypeVar

from watchfloor.audit.triage_openings import Opening
from watchfloor.opensoc import transition, view
from watchfloor.opensoc.actions import MOST_CITED, LookUp, SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.state import MINUTES, State
from watchfloor.seeds import Stream

Part = TypeVar("Part")

Kind = Literal["record", "log"]
Who = Literal["host", "user", "source_ip", "target_ip"]
Source = Literal["line", "record"]

KINDS: tuple[Kind, ...] = ("record", "log")
WHO: tuple[Who, ...] = ("host", "user", "source_ip", "target_ip")
SOURCES: tuple[Source, ...] = ("line", "record")
SURE = (None, 0.0, 0.15, 0.3, 0.5, 0.7, 1.0)
MOST_ASKED = 5
PLACES = 12
"""How far from either end a macro cites or asks."""


class Ask(NamedTuple):
    """A look-up: of a machine on the board, or of a name in a line that is shown, by its place."""

    kind: Kind
    who: Who
    place: int


class Cite(NamedTuple):
    """An id by its place among those shown."""

    source: Source
    place: int


class Macro(NamedTuple):
    """What is done, whatever comes up."""

    asks: tuple[Ask, ...]
    answer: Answer
    cited: tuple[Cite, ...]
    sure: float | None


def drawn(draw: Stream, *, may_ask: bool) -> Macro:
    """Return any macro."""
    asks = draw.below(MOST_ASKED + 1) if may_ask else 0
    return Macro(
        tuple([_ask(draw) for _ in range(asks)]),
        draw.pick(ANSWERS),
        tuple([_cite(draw) for _ in range(draw.below(MOST_CITED + 1))]),
        draw.pick(SURE),
    )


def _ask(draw: Stream) -> Ask:
    return Ask(draw.pick(KINDS), draw.pick(WHO), draw.below(MOST_ASKED))


def _cite(draw: Stream) -> Cite:
    return Cite(draw.pick(SOURCES), draw.between(-PLACES, PLACES - 1))


def changed(macro: Macro, draw: Stream, *, may_ask: bool) -> Macro:
    """Return *macro* with one part of it drawn again, or one look-up or citation more or less."""
    part = draw.below(4 if may_ask else 3)
    if part == 0:
        return macro._replace(answer=draw.pick(ANSWERS))
    if part == 1:
        return macro._replace(sure=draw.pick(SURE))
    if part == 2:
        cited = _changed(macro.cited, _cite(draw), draw)[:MOST_CITED]
        return macro._replace(cited=cited)
    return macro._replace(asks=_changed(macro.asks, _ask(draw), draw)[:MOST_ASKED])


def _changed(parts: tuple[Part, ...], part: Part, draw: Stream) -> tuple[Part, ...]:
    place = draw.below(len(parts) + 1)
    if draw.chance(1, 3):
        return parts[:place] + parts[place + 1 :]
    return (*parts[:place], part, *parts[place + draw.below(2) :])


class Given(NamedTuple):
    """An incident with the names that a macro can ask for, by what they are of."""

    opening: Opening
    names: Mapping[Who, Sequence[str]]


def given(it: Opening) -> Given:
    """Return *it* with what a macro can ask for."""
    seen = view.observe(it.state, "defender")
    lines = [event for event in it.case.events if event.id in it.state.shown]
    return Given(
        it,
        {
            "host": [str(item.fields["host"]) for item in seen.panel("board").items],
            "user": [event.user for event in lines],
            "source_ip": [event.source_ip for event in lines],
            "target_ip": [event.target_ip for event in lines],
        },
    )


def finished(macro: Macro, found: Given) -> State:
    """Return the last state of what is *found* when *macro* is played."""
    case, state = found.opening.case, found.opening.state
    for ask in macro.asks:
        name = _at(found.names[ask.who], ask.place)
        if name and state.minutes < MINUTES:
            state = transition.apply(state, LookUp(ask.kind, name)).state
    ids = {"line": [e.id for e in case.events], "record": [r.id for r in case.records]}
    if state.mode == "casework":
        shown = {*state.shown}
        ids = {source: [name for name in names if name in shown] for source, names in ids.items()}
    cited = [_at(ids[one.source], one.place) for one in macro.cited]
    reply = SubmitTriage(macro.answer, tuple(name for name in cited if name), confidence=macro.sure)
    return transition.apply(state, reply).state


def _at(names: Sequence[str], place: int) -> str:
    """Return the one of *names* at *place*, nothing if they do not go so far."""
    return names[place] if -len(names) <= place < len(names) else ""


def told(macro: Macro) -> str:
    """Return *macro* in words."""
    asks = [f"{ask.kind} of {ask.who} {ask.place}" for ask in macro.asks]
    cited = [f"{one.source} {one.place}" for one in macro.cited]
    parts = [*asks, macro.answer, f"citing {', '.join(cited) or 'nothing'}"]
    return ", ".join([*parts, "no confidence" if macro.sure is None else f"{macro.sure:g} sure"])
