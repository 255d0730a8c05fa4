"""What can be known of an incident without reading it: one small table for each shortcut."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from sys import intern
from typing import TypeAlias

from watchfloor.audit.triage_openings import Opening
from watchfloor.opensoc import view
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.world.detection import signals
from watchfloor.world.record import RECORD_COLUMNS, Record
from watchfloor.world.rules import RULES
from watchfloor.world.timeline import DAY, HOUR

Clues: TypeAlias = dict[str, float]
Look: TypeAlias = Callable[[Opening], Clues]

WORD = re.compile(r"[^\s\"=\[\],|:;{}]+")


def header(it: Opening) -> Clues:
    """Return all words of the alert as it is shown, and the hour and day of the first line."""
    alert, second = view.console(it.case, set())[0].items[0], it.case.events[0].second
    hour, day = second % DAY // HOUR, second // DAY % 7
    told = {f"{name} {value}": 1.0 for name, value in alert.fields.items()}
    worded = dict.fromkeys(WORD.findall(alert.text), 1.0)
    grade = f"grade {RULES[it.case.alert].grade}"
    return {f"hour {hour}": 1, f"day {day}": 1, grade: 1, **told, **worded}


def rule(it: Opening) -> Clues:
    """Return the rule of the alert alone."""
    return {f"rule {it.case.alert}": 1}


def types(it: Opening) -> Clues:
    """Return how many events there are of each type."""
    return _counted(event.type for event in it.case.events)


def signs(it: Opening) -> Clues:
    """Return the rules that fire, the kinds of work and the standings, each by itself."""
    words = [f"alert {it.case.alert}", *(f"sign {one.rule}" for one in signals(it.case.events))]
    for record in it.case.records:
        words += [f"{record.kind} {record.role}", f"{record.kind} {record.standing}"]
    return _counted(words)


def board(it: Opening) -> Clues:
    """Return what casework shows before any look-up: alerts of the hour, and the alert's lines."""
    seen = view.observe(it.state, "defender")
    items = seen.panel("board").items
    hosts = Counter(str(item.fields["host"]) for item in items)
    alert = view.rule_of(seen)
    own = next((str(one.fields["host"]) for one in items if one.fields["rule"] == alert), "")
    words = [f"alert {alert}", *(f"sign {item.fields['rule']}" for item in items)]
    words += [f"grade {RULES[str(item.fields['rule'])].grade}" for item in items]
    panels = (seen.panel("alert"), seen.panel("log"), seen.panel("records"))
    for item in (*items, *(item for panel in panels for item in panel.items)):
        words += WORD.findall(item.text)
    return {**_counted(words), "hosts": len(hosts), "own": hosts[own]}


def counts(it: Opening) -> Clues:
    """Return how long the log and the records are."""
    _, log, records, _ = view.console(it.case)
    paper = [line.text for line in records.items]
    lines = [line.text for line in log.items]
    return {
        "lines": len(lines),
        "records": len(paper),
        "letters of lines": sum(map(len, lines)),
        "letters of records": sum(map(len, paper)),
    }


def names(it: Opening) -> Clues:
    """Return every name there is, of whoever and whatever it is."""
    words = [it.case.dialect]
    for event in it.case.events:
        words += [event.host, event.user, event.account, event.source_ip, event.target_ip]
    for record in it.case.records:
        words += [record.host, record.actor, record.subject]
    return {word: 1.0 for word in words if word}


def words(it: Opening) -> Clues:
    """Return every word of all that is shown."""
    alert, log, records, _ = view.console(it.case)
    shown = (item.text for panel in (alert, log, records) for item in panel.items)
    return {intern(word): 1.0 for text in shown for word in WORD.findall(text)}


def log_words(it: Opening) -> Clues:
    """Return every word of the log."""
    lines = view.console(it.case)[1].items
    return {intern(word): 1.0 for line in lines for word in WORD.findall(line.text)}


def record_words(it: Opening) -> Clues:
    """Return every word of the records."""
    lines = view.console(it.case)[2].items
    return {intern(word): 1.0 for line in lines for word in WORD.findall(line.text)}


def calendar(it: Opening) -> Clues:
    """Return how the records fit each other, and how their hours fit the times of the log."""
    found = [*paperwork(it.case.records), *hours(it.case)]
    return {f"{place:02d}": value for place, value in enumerate(found)}


def _counted(words: Iterator[str] | Sequence[str]) -> Clues:
    return {word: float(count) for word, count in Counter(words).items()}


def _works(records: Sequence[Record]) -> list[Record]:
    return [record for record in records if record.kind == "work" and record.role != LEAVE]


def paperwork(records: Sequence[Record]) -> list[float]:
    """Return how many of *records* there are, and how many name what others do not."""
    works = _works(records)
    hosts, actors = [work.host for work in works], [work.actor for work in works]
    known = {kind: {r.subject for r in records if r.kind == kind} for kind in RECORD_COLUMNS}
    people = known["identity"] | known["address"]
    found: list[float] = [len(records), len(works), len({*hosts}), len({*actors})]
    found += [len({(work.host, work.actor) for work in works}), len({w.role for w in works})]
    found += [len({(work.host, work.role) for work in works})]
    found += [len(known[kind]) for kind in sorted(known)]
    found += [len(known["asset"] - {*hosts}), len(people - {*actors})]
    found += [sum(host not in known["asset"] for host in hosts)]
    return [*found, sum(actor not in people for actor in actors)]


def hours(case: Case) -> list[float]:
    """Return how the hours of work fit the times of the log, whatever the lines say."""
    works, seconds = _works(case.records), [event.second for event in case.events]
    first, last = seconds[0], seconds[-1]
    inside = sorted(
        sum(work.opens <= second <= work.closes for second in seconds) / len(seconds)
        for work in works
    )
    lengths = sorted(work.closes - work.opens for work in works)
    edges = sorted(
        [abs(edge - at) for work in works for edge in (work.opens, work.closes) for at in seconds]
    )
    found: list[float] = [sum(work.closes < first or work.opens > last for work in works)]
    found += [sum(share == 1 for share in inside), *_first(inside, 3), _mean(inside)]
    found += [*_first(lengths, 1), *_first(lengths[::-1], 1), _mean(lengths), *_first(edges, 3)]
    found += [sum((at - work.opens) % 60 == 0 for work in works for at in seconds)]
    whole = [edge for work in works for edge in (work.opens, work.closes) if edge % 900 == 0]
    return [*found, len(whole), min(first - work.opens for work in works) if works else 0]


def _first(found: Sequence[float], count: int) -> list[float]:
    """Return the first *count* of *found*, and -1 for each that is missing."""
    return [*found[:count], *([-1.0] * (count - len(found)))]


def _mean(found: Sequence[float]) -> float:
    return sum(found) / max(len(found), 1)
