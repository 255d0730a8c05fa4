"""What a model is told: the words for its role, what it sees, and what it said before.

The words are Markdown, `prompts/<game>/<role>.md` with a page on how to answer after it; a game
that has none of its own is told the brief of the role. `{runbook}` in them stands for the panel of
that source, `{moves}` for the moves. A digest names a version.

A model that has learned the rules need not be told them again and again: `<role>.terse.md` holds
few words, in which `{-runbook}` leaves that panel out.
"""

import re
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from msgspec.structs import replace

from watchfloor.agents import move_words
from watchfloor.agents.backend import Message
from watchfloor.codec import digest
from watchfloor.errors import BadInput
from watchfloor.play import observation
from watchfloor.play.game import Game
from watchfloor.play.observation import Item, Observation, Panel
from watchfloor.play.role import Role

FOLDER = "prompts"
REPLY, TOOLS = "reply.md", "tools.md"
"""How to answer: with a move as JSON, or by calling it as a tool."""
LEFT_OUT = "left-out"
_PLACE = re.compile(r"\{(-?)([a-z_]+)\}")

_SILENCE = "(no answer)"
"""What stands for an empty reply, which some endpoints do not take."""
_MARGIN = 48
"""Characters that it takes to say how many turns are not told again."""


class Exchange(NamedTuple):
    """One turn of a player: what it saw and what it said."""

    seen: Observation
    said: str


class Limits(NamedTuple):
    """How much a model is told at once."""

    characters: int = 64_000
    """In all messages together."""
    exchanges: int = 8
    """Earlier turns that are told again."""
    earlier: int = 2_000
    """Characters of one earlier view, and of one earlier reply."""
    is_terse: bool = False
    """Whether it is told no rules, since it has learned them."""


ORDINARY = Limits()


def words(game: Game[Any], role: str, answering: str = REPLY, *, is_terse: bool = False) -> str:
    """Return the words for *role* of *game*, with the places of panels left open.

    The page called *answering* says how to answer. If *is_terse* few words are said, where there
    are any; else all.
    """
    seat = game.roles[role]
    text = _read(f"{game.name}/{role}.terse.md") if is_terse else ""
    if not text:
        own = _read(f"{game.name}/{role}.md") or "{brief}\n"
        text = f"{own}\n{_read(answering)}"
    filled = {"moves": move_words.told(seat.moves), "brief": seat.brief}
    return _PLACE.sub(lambda it: filled.get(it[2], it[0]), text)


def version(game: Game[Any], role: str, *, is_terse: bool = False) -> str:
    """Return the digest of the words for *role* of *game*, of few if *is_terse*."""
    return digest(words(game, role, is_terse=is_terse))


@cache
def _read(name: str) -> str:
    try:
        return files("watchfloor.agents").joinpath(FOLDER, name).read_text("utf-8")
    except OSError:  # a game of somebody else
        return ""


def messages(
    text: str, seen: Observation, told: Sequence[Exchange], limits: Limits = ORDINARY
) -> tuple[Message, ...]:
    """Return what a model is told that sees *seen*, after what was *told* before, with *text*.

    What does not fit goes in this order, and is named: the earliest exchanges; then the earliest
    lines of the longest panel, with their ids. The words and what stands in them stay whole.
    """
    panels = {panel.source: panel for panel in seen.panels}
    placed = _placed(text, seen)
    system = _PLACE.sub(lambda it: _filled(it, panels), text)
    shown = replace(seen, panels=tuple(it for it in seen.panels if it.source not in placed))
    now = _now(shown, limits.characters - len(system))
    left = limits.characters - len(system) - len(now) - _MARGIN
    history = _history(told, placed, left, limits)
    kept = len(history) // 2
    if kept < len(told):
        now = f"({_counted(len(told) - kept)} not told again.)\n{now}"
    return (Message("system", system), *history, Message("user", now))


def further(text: str, seen: Observation, before: Observation) -> str:
    """Return what is to be told of *seen* to whoever was told of the view *before*, after *text*.

    It is for conversations that only grow: nothing that was told is told again.
    """
    return _news(seen, before, _placed(text, seen)) + _possible(seen)


def _placed(text: str, seen: Observation) -> set[str]:
    """Return the sources of the panels of *seen* that stand in *text*, or are left out by it."""
    return {panel.source for panel in seen.panels} & {it[2] for it in _PLACE.finditer(text)}


def _filled(place: re.Match[str], panels: Mapping[str, Panel]) -> str:
    """Return what stands at *place* in the words: a panel, nothing, or what stood there."""
    if place[2] not in panels:
        return place[0]
    return "" if place[1] else panels[place[2]].told


def _possible(seen: Observation) -> str:
    return f"\n\nYou may answer with: {', '.join(seen.moves)}."


def _counted(turns: int) -> str:
    return "Your first turn is" if turns == 1 else f"Your first {turns} turns are"


def _now(shown: Observation, left: int) -> str:
    """Return what is *shown* now, in at most as many characters as are *left*."""
    end = _possible(shown)
    return observation.text(shortened(shown, left - len(end) - _MARGIN)) + end


def shortened(shown: Observation, room: int) -> Observation:
    """Return *shown* in at most *room* characters, with the ids of the lines that are left out."""
    while (excess := len(observation.text(shown)) - room) > 0:
        longest = max(shown.panels, key=_weight, default=None)
        if longest is None or _weight(longest) == 0:
            message = (
                f"the prompt is {excess:,} characters too long, and only lines of panels can be "
                "left out; give more with --longest-prompt"
            )
            raise BadInput(message)
        panels = tuple(_cut(it) if it is longest else it for it in shown.panels)
        shown = replace(shown, panels=panels)
    return shown


def _weight(panel: Panel) -> int:
    """Return the characters that can be left out of *panel*."""
    return sum(len(item.text) for item in panel.items if item.id != LEFT_OUT)


def _cut(panel: Panel) -> Panel:
    """Return *panel* without its first line, whose id is added to those that are left out."""
    note, items = panel.items[0], panel.items
    ids = note.text.partition(": ")[2].split() if note.id == LEFT_OUT else []
    rest = items[1:] if note.id == LEFT_OUT else items
    ids.append(rest[0].id)
    text = f"not shown here for want of room, {len(ids)} in all: {' '.join(ids)}"
    return replace(panel, items=(Item(LEFT_OUT, text), *rest[1:]))


def _history(
    told: Sequence[Exchange], placed: set[str], left: int, limits: Limits
) -> tuple[Message, ...]:
    """Return the last of the exchanges *told*, as many as the *limits* and what is *left* allow."""
    found: list[Message] = []
    for place in range(len(told) - 1, max(len(told) - limits.exchanges, 0) - 1, -1):
        before = told[place - 1].seen if place else None
        view = _clipped(_news(told[place].seen, before, placed), limits.earlier)
        said = _clipped(told[place].said, limits.earlier) or _SILENCE
        pair = (Message("user", view), Message("assistant", said))
        left -= sum(len(it.content) for it in pair)
        if left < 0:
            break
        found[:0] = pair
    return tuple(found)


def _news(seen: Observation, before: Observation | None, placed: set[str]) -> str:
    """Return the lines of *seen* that were not there *before*, but for panels that are *placed*."""
    known: Mapping[str, frozenset[Item]] = {}
    old = {it.source: it.items for it in before.panels} if before else known
    panels = [
        replace(panel, items=tuple(it for it in panel.items if it not in old.get(panel.source, ())))
        for panel in seen.panels
        if panel.source not in placed
    ]
    return observation.text(replace(seen, panels=tuple(it for it in panels if it.items)))


def _clipped(text: str, most: int) -> str:
    return (
        text if len(text) <= most else f"{text[:most]} ... ({len(text) - most:,} more characters)"
    )


def placeholders(role: Role) -> frozenset[str]:
    """Return what may stand in braces in the words for *role*."""
    return frozenset({"moves", "brief", *role.sources})
