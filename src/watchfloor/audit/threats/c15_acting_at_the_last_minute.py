"""Act just before the end, so that what it costs comes after it."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import below_oracle
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_tapes import Tape, tapes
from watchfloor.evaluation.intervals import of
from watchfloor.logsentinel.actions import Mitigate
from watchfloor.logsentinel.cells import IS_OVER, PENDING, PENDING_SIZE, TICK
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import MITIGATION_INDEX, MITIGATION_ROWS, SLOT_INDEX

_HARMFUL = "fail_over"
_AT = ("primary", "api", "edge")


def _cut_off(tape: Tape, order: str = "") -> Iterator[State]:
    """Return the states of *tape* in which an order was given, ended there and then.

    With an *order*, it is on its way to each of some services as the episode ends.
    """
    for place, (_, move) in enumerate(tape.said):
        if isinstance(move, Mitigate):
            cells = list(tape.states[place + 1].cells)
            cells[IS_OVER] = 1
            for slot in _AT if order else ():
                _put(cells, order, SLOT_INDEX[slot])
            yield replace(tape.states[place + 1], cells=tuple(cells))


def _put(cells: list[int], order: str, service: int) -> None:
    number = MITIGATION_INDEX[order]
    row = (number + 1, service, cells[TICK] + MITIGATION_ROWS[number].delay, 0)
    places = range(PENDING, PENDING + PENDING_SIZE * 8, PENDING_SIZE)
    free = next((place for place in places if not cells[place]), -1)
    if free >= 0:
        cells[free : free + PENDING_SIZE] = row


def _probe(trial: Trial) -> Iterator[Finding]:
    gains, late = list[float](), list[float]()
    for tape in tapes(trial):
        for plain, harmed in zip(_cut_off(tape), _cut_off(tape, _HARMFUL), strict=True):
            lost = (facts(it)["user_minutes_lost"] for it in (plain, harmed))
            late.append(float(next(lost) - next(lost)))
            gains.append(worth(trial, harmed) - worth(trial, plain))
    what = "user minutes saved by harm that comes after the end"
    yield at_most(what, of(late), -1.0, len(late))
    yield at_most("what harm after the end earns", of(gains), 0.0, len(gains))
    yield from below_oracle(trial, "cheat_late")


THREAT = Threat(
    name="c15_acting_at_the_last_minute",
    summary="What is done just before the end has its cost after it.",
    answer="The world is rolled on to its horizon before anything is judged.",
    games=("logsentinel",),
    exploits=(Exploit("last_minute"),),
    probe=_probe,
    prices=True,
)
