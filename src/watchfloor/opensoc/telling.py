"""Where in the log each thing that happens is told.

What may decide is placed first, anywhere, so the place of a line says nothing about what it is.
Steps of its campaign stand before or after it where there is room, and are not seen where there
is none; ordinary lines fill the rest.
"""

from collections.abc import Sequence

from msgspec.structs import force_setattr

from watchfloor.opensoc.hours import closed_by
from watchfloor.opensoc.pace import LEAST_APART, STEADY, evened
from watchfloor.opensoc.plot import Beat, Plot, Strand
from watchfloor.opensoc.roster import Casting
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.twin import Happened, Log
from watchfloor.seeds import Stream
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.background import PLACED, signed_in
from watchfloor.world.event import Event
from watchfloor.world.timeline import DAY, HOUR, MINUTE, WORKDAYS, workday

SPAN = 59 * MINUTE
"""The most that a log spans, so that what a rule counts within the hour is counted."""
NOTHING = Event("", 0, "")
"""What stands where nothing is told yet."""
LOG_IDS = tuple(f"log-{place:02d}" for place in range(1, 257))


class Teller:
    """Writes the log of one incident."""

    def __init__(self, casting: Casting, draw: Stream, stage: Stage) -> None:
        self._casting = casting
        self._draw = draw
        self._stage = stage
        self._log: list[Event] = []
        self._regular: Sequence[int] = ()
        """The places of what happens at even times."""

    def told(self, planned: Plot) -> Log:
        """Return the log of *planned*."""
        draw = self._draw
        left = [ACTIVITIES[it.beat.rule].leaves(it.beat.cast, draw) for it in planned.strands]
        desk = [] if planned.desk is None else [signed_in(planned.desk)]
        loud = sum(map(len, left)) + len(desk)
        count = max(draw.between(*self._stage.lines), loud)
        self._log = [NOTHING] * count
        drawn = draw.sample(range(count), loud)
        places: list[list[int]] = []
        happened: list[Happened] = []
        for strand, events in zip(planned.strands, left, strict=True):
            own = [drawn.pop()] if len(events) == 1 else sorted([drawn.pop() for _ in events])
            places.append(own)
            happened.append(self._heard(strand.beat, events, own))
        self._put(desk, drawn)
        for strand, own in zip(planned.strands, places, strict=True):
            if strand.before or strand.after:
                happened += self._steps(strand, own)
        return self._filled(happened)

    def _heard(self, beat: Beat, events: Sequence[Event], places: Sequence[int]) -> Happened:
        """Return that *beat* left *events*, which are told at *places*."""
        if beat.rule in STEADY:
            self._regular = places
        self._put(events, places)
        return Happened(beat, events)

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
            room = [place for place in range(first) if log[place] is NOTHING]
            if found := self._fitted(room, len(events)):
                first = found[0]
                happened.append(self._heard(beat, events, found))
        for beat in strand.after:
            events = ACTIVITIES[beat.rule].leaves(beat.cast, self._draw)
            room = [place for place in range(last + 1, len(log)) if log[place] is NOTHING]
            if found := self._fitted(room, len(events)):
                last = found[-1]
                happened.append(self._heard(beat, events, found))
        return happened

    def _fitted(self, room: Sequence[int], count: int) -> Sequence[int]:
        """Return *count* places of *room*, one after another; none if it is too small."""
        left = len(room) - count
        if left < 0:
            return ()
        start = self._draw.below(left + 1) if left else 0
        return room[start : start + count]

    def _filled(self, happened: Sequence[Happened]) -> Log:
        """Return the log with ordinary lines where nothing *happened*, each line at its time."""
        draw, log, casting = self._draw, self._log, self._casting
        ordinary, at, taken = casting.roster.ordinary_lines, casting.at, casting.taken
        empty = [place for place, event in enumerate(log) if event is NOTHING]
        words = draw.words(len(empty))
        seconds = self._seconds()
        quiet: list[Event] = []
        for place in empty:
            word, kind = divmod(words.pop(), len(ordinary))
            make, posts = ordinary[kind]
            line = make(at(posts[word % len(posts)]), draw)
            if line.type in PLACED and line.user in taken:
                line = self._ordinary()
            quiet.append(line)
            log[place] = line
        for line, second, name in zip(log, seconds, LOG_IDS, strict=False):
            force_setattr(line, "id", name)
            force_setattr(line, "second", second)
        loud = [event for part in happened for event in part.events]
        return Log(tuple(log), happened, loud, quiet, closed_by(loud))

    def _ordinary(self) -> Event:
        """Return something ordinary; whoever has a part is not seen from another place besides."""
        casting = self._casting
        while True:
            line = casting.ordinary()
            if line.type not in PLACED or line.user not in casting.taken:
                return line

    def _seconds(self) -> list[int]:
        """Return the time of each line."""
        count = len(self._log)
        second = self._begins()
        seconds: list[int] = []
        for gap in self._draw.smalls(SPAN // count - LEAST_APART + 1, count):
            second += LEAST_APART + gap
            seconds.append(second)
        return evened(seconds, self._regular, self._draw) if self._regular else seconds

    def _begins(self) -> int:
        """Return a second within working hours on some working day of the year."""
        grown = self._casting.roster.organisation
        hours = grown.closes - grown.opens + 1
        day, second = divmod(self._draw.below(WORKDAYS * hours * HOUR), hours * HOUR)
        return workday(day) * DAY + grown.opens * HOUR + second
