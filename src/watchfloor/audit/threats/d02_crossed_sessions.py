"""Play many episodes at once, and have one of them see or change another."""

from collections.abc import Iterator
from typing import Any

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.play.episode import Table, episode
from watchfloor.play.seating import play, seated
from watchfloor.play.trajectory import Trajectory
from watchfloor.seeds import Stream

_SESSIONS, _FEWER = 64, 16
_MANY = 1000
"""Attempts from which on as many long episodes are played as short ones."""


class _Session:
    """One episode under way."""

    def __init__(self, trial: Trial, table: Table) -> None:
        self._running: Any = episode(trial.game, table)
        self._answers = seated(trial.game, table)
        self._reply: Any = None

    def step(self) -> Trajectory | None:
        """Let whoever is to move answer; return the episode once it is over."""
        try:
            ask = self._running.send(self._reply)
        except StopIteration as stop:
            over: Trajectory = stop.value.trajectory
            return over
        self._reply = self._answers[ask.role](ask)
        return None


def _interleaved(trial: Trial, tables: list[Table], draw: Stream) -> list[Trajectory]:
    """Return the episodes at *tables*, all played at once, each step by whoever is drawn."""
    under_way = {place: _Session(trial, table) for place, table in enumerate(tables)}
    over: dict[int, Trajectory] = {}
    while under_way:
        place = draw.pick(tuple(under_way))
        if (ended := under_way[place].step()) is not None:
            over[place] = ended
            del under_way[place]
    return [over[place] for place in range(len(tables))]


def _probe(trial: Trial) -> Iterator[Finding]:
    is_many = trial.is_short or trial.effort.cases > _MANY
    count = _SESSIONS if is_many else _FEWER
    policies = ("random", "heuristic")
    tables = [
        records.table(trial, setting, policies[place % 2])
        for place, setting in enumerate(records.settings(trial, count))
    ]
    at_once = _interleaved(trial, tables, trial.draws("sessions").stream())
    alone = [play(trial.game, table) for table in tables]
    breaches = [
        f"session {place} of {count}"
        for place, (one, other) in enumerate(zip(at_once, alone, strict=True))
        if one != other
    ]
    yield never("episodes that are otherwise among others at once", breaches, count)


THREAT = Threat(
    name="d02_crossed_sessions",
    summary="What one episode leaves behind is read or changed by another in the same process.",
    answer="A game is functions of a state, so episodes at once are those one after the other.",
    games=(),
    probe=_probe,
)
