"""What an honest analyst looks up in casework: first what could change the answer most.

The board says which rules fired, when and on which machine; who did it is in the log, and what was
authorised in the records. The records of a machine are cheap and often settle it: where no ticket
fits, the sign is open. The log of a machine is dear; it is fetched to cite from, and then, worst
signs first, to see whether whoever acted is the one on the ticket.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchfloor.opensoc import analyst, view
from watchfloor.opensoc.actions import LookUp
from watchfloor.opensoc.analyst import Habits
from watchfloor.opensoc.runbook import LEAVE, Answer
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

_ANSWERS: tuple[Answer, ...] = ("escalate", "quarantine_host", "block_ip", "monitor", "dismiss")
_WORST: dict[str, int] = {"grave": 0, "code": 1, "entry": 2, "attempt": 3}
"""The place in `_ANSWERS` that an open sign of each grade comes to at least."""
_ORDINARY = ("quarantine_host", "block_ip")
"""The answers that the standing of whoever is touched may raise."""


class Notice(NamedTuple):
    """One line of the board."""

    rule: str
    host: str
    second: int

    @property
    def rank(self) -> int:
        """How bad it is if nothing explains it, the worst first."""
        return _WORST[RULES[self.rule].grade]


class Inquiry:
    """What an analyst with *habits* knows at one turn."""

    def __init__(self, seen: Observation, asked: Sequence[LookUp], habits: Habits) -> None:
        self._habits = habits
        self._asked = asked
        self.events, self.records = view.read(seen)
        self._hosts = [event.host for event in self.events]
        self._board = sorted(_notices(seen), key=lambda notice: (notice.rank, notice.second))

    def wanted(self) -> LookUp | None:
        """Return what to look up next, if anything could still change the answer."""
        answer, cited = self.answer()
        rank = _ANSWERS.index(answer)
        needed = [notice for notice in self._board if notice.rank <= rank]
        touched = [event for event in self.events if event.id in cited and answer in _ORDINARY]
        names = [name for event in touched for name in (event.user, event.source_ip)]
        moves = [
            *(LookUp("record", notice.host) for notice in needed),
            *(LookUp("log", notice.host) for notice in needed if self._is_open(notice)),
            *(LookUp("record", name) for name in names if name),
            *(LookUp("log", notice.host) for notice in needed),
        ]
        return next((move for move in moves if not self._is_known(move)), None)

    def answer(self) -> tuple[Answer, tuple[str, ...]]:
        """Return the answer as far as anything is known, and what to cite for it."""
        read = [host for host in self._hosts if LookUp("record", host) in self._asked]
        events = [event for event in self.events if event.host in read]
        answer, cited = analyst.reads(events, self.records, self._habits)
        rank = _ANSWERS.index(answer)
        for notice in self._board:
            if notice.rank < rank and notice.host not in self._hosts and self._is_open(notice):
                return self._of(notice), cited
        return answer, cited

    def _of(self, notice: Notice) -> Answer:
        """Return the answer that *notice* comes to, whose lines are not known."""
        critical = [record.subject for record in self.records if record.standing == "critical"]
        is_beyond = notice.host in critical and self._habits.checks_standing
        is_code = RULES[notice.rule].grade == "code"
        return "escalate" if is_code and is_beyond else _ANSWERS[notice.rank]

    def _is_known(self, move: LookUp) -> bool:
        return move in self._asked or (move.kind == "log" and move.subject in self._hosts)

    def _is_open(self, notice: Notice) -> bool:
        """Return whether no ticket fits *notice*, as far as it can be said without its lines."""
        if LookUp("record", notice.host) not in self._asked:
            return False
        return not any(self._fits(record, notice) for record in self.records)

    def _fits(self, record: Record, notice: Notice) -> bool:
        habits = self._habits
        return (
            record.kind == "work"
            and record.role != LEAVE
            and record.host == notice.host
            and (record.opens <= notice.second <= record.closes or not habits.checks_hours)
            and (notice.rule in WORKS[record.role].covers or not habits.checks_work)
        )


def _notices(seen: Observation) -> Iterator[Notice]:
    for item in seen.panel("board").items:
        fields = item.fields
        yield Notice(str(fields["rule"]), str(fields["host"]), int(fields["second"]))


def reply(seen: Observation, asked: list[LookUp], habits: Habits) -> Action:
    """Return the next move of an analyst with *habits* who has *asked* before; adds to *asked*."""
    inquiry = Inquiry(seen, asked, habits)
    wanted = inquiry.wanted() if "look_up" in seen.moves else None
    if wanted is not None:
        asked.append(wanted)
        return wanted
    answer, cited = inquiry.answer()
    return analyst.answered(answer, cited, view.rule_of(seen), inquiry.events, inquiry.records)
