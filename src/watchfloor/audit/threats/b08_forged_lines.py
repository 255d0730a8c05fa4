"""Write a line of the log, or another field, into the value of a field."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.nasty import NASTY
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import record_line, verifier
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES

_TEXTS = tuple(column for column in COLUMNS if column not in ("port", "size"))
_COLUMNS = ("command", "path", "name", "process", "host", "user")
_INVENTED = ("log-77", "rec-77", "log-1", "LOG-01", "log-01 ", "alert-1")
"""What stands in no line and no record as an id, whatever a field may say."""


def _is_one_line(line: str) -> bool:
    return line.isascii() and line.replace("\t", "").isprintable()


def _is_kept(event: Event, dialect: str) -> bool:
    line = DIALECTS[dialect].write(event)
    try:
        return _is_one_line(line) and DIALECTS[dialect].read(event.id, line) == event
    except ValueError:
        return False


def _written(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    rules, values = tuple(RULES.values()), tuple(NASTY)
    for number in range(max(len(values), trial.effort.cases)):
        draw = trial.draws("written", number).stream()
        event = draw.pick(rules).fires_on[0][0]
        value = values[number % len(values)]
        nasty = replace(event, **{draw.pick(_TEXTS): NASTY[value], draw.pick(_TEXTS): NASTY[value]})
        for dialect in DIALECTS:
            tried += 1
            breaches += [f"{value} in {dialect}"] * (not _is_kept(nasty, dialect))
    return never("lines of a log that read as anything else", breaches, tried)


def _recorded() -> Finding:
    breaches: list[str] = []
    for name, value in NASTY.items():
        record = Record("rec-01", "work", value, value, value, "", value, value, 1, 2)
        line = record_line.write(record)
        is_kept = _is_one_line(line) and record_line.read(record.id, line) == record
        breaches += [name] * (not is_kept)
    return never("records that read as anything else", breaches, len(NASTY))


def _submitted(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, _) in enumerate(gatehouse.several(trial)):
        forged = f"x\nlog-01 {action.events[0].timestamp} sign_in user=root"
        for place, event in enumerate(action.events):
            for column in event.fields.keys() & {*_COLUMNS}:
                changed = replace(event, fields={**event.fields, column: forged})
                events = (*action.events[:place], changed, *action.events[place + 1 :])
                gate = gatehouse.gate(replace(action, events=events), brief)
                breaches += [f"{column} of number {number}"] * (gate != "plain_text")
                tried += 1
    return never("lines within a field that are let in", breaches, tried)


def _cited(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for one in gatehouse.several(trial):
        for invented in _INVENTED:
            paid = verifier.citation((invented,), one.found.truth, None)
            breaches += [invented] * (paid > 0)
            tried += 1
    return never("ids of no line that can be cited", breaches, tried)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _written(trial)
    yield _recorded()
    yield _submitted(trial)
    yield _cited(trial)


THREAT = Threat(
    name="b08_forged_lines",
    summary="A line break or a delimiter in a value makes a line that never was.",
    answer="Values are escaped and read back as they were, and ids of no line are worth nothing.",
    games=("opensoc",),
    probe=_probe,
)
