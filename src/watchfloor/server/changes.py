"""What of a view is sent to a client that has most of it already.

A panel that is as it was sent before to the same role is only named. Of one that has changed either
all lines are sent, or those alone that do not stand in it already: a list that grows at its end and
is cut at its beginning then costs no more than what is new.
"""

from typing import NamedTuple

from watchfloor.play.observation import Observation, Panel

Stretch = tuple[int, int]
"""From one place up to another, in the lines of a panel as they were before."""
Sent = dict[str, dict[str, Panel]]
"""The panels as they were sent last, of each role by source."""


class Changes(NamedTuple):
    """What is sent of one view."""

    panels: tuple[Panel, ...]
    unchanged: tuple[str, ...]
    """The sources that are as they were."""
    kept: dict[str, Stretch]
    """The lines that come before those that are sent, by source."""


def of(seen: Observation, sent: Sent, *, is_by_line: bool) -> Changes:
    """Return what has changed of *seen* beside what was *sent*, and note that it is sent now."""
    panels = list[Panel]()
    unchanged = list[str]()
    kept = dict[str, Stretch]()
    own = sent.setdefault(seen.role, {})
    for panel in seen.panels:
        source = panel.source
        before = own.get(source)
        if before is panel:
            unchanged.append(source)
            continue
        own[source] = panel
        if before == panel:
            unchanged.append(source)
            continue
        if is_by_line and before is not None and (stretch := _kept(before, panel)):
            kept[source] = stretch
            items = panel.items[stretch[1] - stretch[0] :]
            panels.append(Panel(source, panel.title, items))
        else:
            panels.append(panel)
    return Changes(tuple(panels), tuple(unchanged), kept)


def _kept(before: Panel, panel: Panel) -> Stretch | None:
    """Return the lines with which *panel* begins and that stand together in *before*, if any."""
    old, new = before.items, panel.items
    if not new or new[0] not in old:
        return None
    first = old.index(new[0])
    last = first + 1
    for was, item in zip(old[last:], new[1:], strict=False):
        if was is not item and was != item:
            break
        last += 1
    return (first, last)
