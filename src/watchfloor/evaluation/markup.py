"""HTML that cannot be broken by what it shows: every text is escaped where it goes in.

An `element` takes plain text and other elements. Only an element is trusted as it is, so a log
line, a policy's name or a model's answer is always text, whatever it holds.
"""

from collections.abc import Iterable
from html import escape
from typing import TypeAlias

from watchfloor.wording import plain

_EMPTY = frozenset({"br", "col", "meta"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Inside: TypeAlias = "str | Iterable[Inside]"


def element(name: str, /, *inside: Inside, **attributes: str | float) -> Markup:
    """Return the element *name* around *inside*; a `_` ends the name of an attribute like `class`.

    >>> element("td", "a < b", class_="number")
    '<td class="number">a &lt; b</td>'
    """
    told = "".join(_attribute(key, value) for key, value in attributes.items())
    if name in _EMPTY:
        return Markup(f"<{name}{told}>")
    return Markup(f"<{name}{told}>{joined(inside)}</{name}>")


def joined(inside: Inside) -> Markup:
    """Return all that *inside* holds, one after the other."""
    if isinstance(inside, Markup):
        return inside
    if isinstance(inside, str):
        return Markup(escape(plain(inside)))
    return Markup("".join(joined(part) for part in inside))


def _attribute(key: str, value: str | float) -> str:
    shown = plain(value) if isinstance(value, str) else f"{value:.10g}"
    return f' {key.rstrip("_").replace("_", "-")}="{escape(shown)}"'
