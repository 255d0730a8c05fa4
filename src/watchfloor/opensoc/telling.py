"""Where in the log each thing that happens is told.

What may decide is placed first, anywhere, so the place of a line says nothing about what it is.
Steps of its campaign stand before or after it where there is room, and are not seen where there
is none; ordinary lines fill the rest.
"""

from collections.abc import Sequence

from msgspec.structs import force_setattr

from watchfloor.opensoc.paperwork import Happened
from watchfloor.opensoc.plot import Plot, Strand
from watchfloor.opensoc.roster import Casting
from watchfloor.opensoc.stage import Stage
from watchfloor.seeds import Stream
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.background import signed_in
from watchfloor.world.event import Event
from watchfloor.world.timeline import DAY, HOUR

LEAST_APART, MOST_APART = 4, 100
"""The seconds from one line to the next."""
LOG_IDS = tuple(f"log-{place:02d}" for place in range(1, 257))


class Teller:
    """Writes the log of one incident."""

    def __init__(self, casting: Casting, draw: Stream, stage: Stage) -> None:
        self._casting = casting
        self._draw = draw
        self._stage = stage
        self._log: list[Event | None] = []

    def told(self, planned: Plot) -> tuple[tuple[Event, ...], list[Happened]]:
        """Return the log of *planned*, and which of its lines belong to what."""
        draw = self._draw
        left = [ACTIVITIES[beat.rule].leaves(beat.cast, draw) for _, beat, _, _ in planned.strands]
        if planned.desk is not None:
            left.append([signed_in(planned.desk)])
        loud = sum(map(len, left))
        count = max(draw.between(*self._stage.lines), loud)
        self._log = [None] * count
        drawn = draw.sample(range(count), loud)
        places: list[list[int]] = []
        for events in left:
            own = [drawn.pop()] if len(events) == 1 else sorted([drawn.pop() for _ in events])
            self._put(events, own)
            places.append(own)
        happened = [
            Happened(strand.beat, events)
            for strand, events in zip(planned.strands, left, strict=False)
        ]
        for strand, own in zip(planned.strands, places, strict=False):
            if strand.before or strand.after:
                happened += self._steps(strand, own)
        return self._filled(), happened

    def _put(self, events: Sequence[Event], places: Sequence[int]) -> None:
        log = self._log
        for place, event in zip(places, events):  # noqa: B905  # as many places as events
            log[place] = event

    def _steps(self, strand: Strand, places: Sequence[int]) -> list[Happened]:
        """Return the steps before and after *strand* for which there is room."""
        happened: list[Happened] = []
        log, first, last = self._log, places[0], places[-1]
        for beat in strand.before:
            events = ACTIVITIES[beat.rule].leaves(beat.cast, self._draw)
            room = [place for place in range(first) if log[place] is None]
            if found := self._fitted(events, room):
                first = found[0]
                happened.append(Happened(beat, events))
        for beat in strand.after:
            events = ACTIVITIES[beat.rule].leaves(beat.cast, self._draw)
            room = [place for place in range(last + 1, len(log)) if log[place] is None]
            if found := self._fitted(events, room):
                last = found[-1]
                happened.append(Happened(beat, events))
        return happened

    def _fitted(self, events: Sequence[Event], room: Sequence[int]) -> Sequence[int]:
        """Return the places in *room* where *events* are told; none if it is too small."""
        left = len(room) - len(events)
        if left < 0:
            return ()
        start = self._draw.below(left + 1)
        found = room[start : start + len(events)]
        self._put(events, found)
        return found

    def _filled(self) -> tuple[Event, ...]:
        """Return the log with ordinary lines where nothing happens, each line at its time."""
        draw, casting = self._draw, self._casting
        second = self._begins()
        apart = draw.smalls(MOST_APART - LEAST_APART + 1, len(self._log))
        ordinary = casting.roster.ordinary_lines
        events: list[Event] = []
        for event, gap, name in zip(self._log, apart, LOG_IDS, strict=False):
            line = event
            if line is None:
                make, hosts = draw.pick(ordinary)
                line = make(casting.at(draw.pick(hosts)), draw)
            second += LEAST_APART + gap
            force_setattr(line, "id", name)
            force_setattr(line, "second", second)
            events.append(line)
        return tuple(events)

    def _begins(self) -> int:
        """Return a second within working hours on some day of the year."""
        grown = self._casting.roster.organisation
        hours = grown.closes - grown.opens + 1
        day, second = divmod(self._draw.below(360 * hours * HOUR), hours * HOUR)
        return day * DAY + grown.opens * HOUR + second
