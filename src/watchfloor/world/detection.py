"""Every rule over every event, once: what fired, where, by whom and on what proof."""

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.rule import Grade, Rule, followed, tallied
from watchfloor.world.rules import RULES


class Signal(msgspec.Struct, frozen=True, gc=False):
    """One firing of a rule, with what the calendar and the runbook ask about it."""

    rule: str
    grade: Grade
    host: str
    user: str
    actor: str
    address: str
    """The address outside that it came from or went to, if there is one."""
    first: int
    last: int
    proof: tuple[str, ...]


Ready: TypeAlias = tuple[Rule, Callable[[Event], bool], bool]
"""A rule, what it matches, and whether one event is enough for it."""


class _Readers(NamedTuple):
    """The rules that read one type of event."""

    unnamed: tuple[Ready, ...]
    """Those that read it whatever the program is."""
    by_program: dict[str, tuple[Ready, ...]]
    """Those that read it for a program that some rule names, in small letters."""


def _readers(kind: str) -> _Readers:
    rules = [rule for rule in RULES.values() if rule.on == kind]
    programs = sorted({program for rule in rules for program in rule.programs})
    by_program = {
        program: _ready([rule for rule in rules if program in rule.programs or not rule.programs])
        for program in programs
    }
    return _Readers(_ready([rule for rule in rules if not rule.programs]), by_program)


def _ready(rules: Sequence[Rule]) -> tuple[Ready, ...]:
    return tuple((rule, rule.matches, rule.tally is None and rule.after is None) for rule in rules)


_NOBODY = _Readers((), {})
_READERS = {kind: _readers(kind) for kind in sorted({rule.on for rule in RULES.values()})}


def signals(events: Sequence[Event]) -> list[Signal]:
    """Return what the rules find in *events*, which are in order of time."""
    found: list[Signal] = []
    waiting: dict[str, tuple[Rule, list[Event]]] = {}
    for event in events:
        readers, by_program = _READERS.get(event.type, _NOBODY)
        if by_program:
            readers = by_program.get(event.process.lower(), readers)
        for rule, matches, is_enough in readers:
            if not matches(event):
                continue
            if is_enough:
                found.append(_signal(rule, event, event, (event.id,)))
            else:
                waiting.setdefault(rule.name, (rule, []))[1].append(event)
    for rule, matched in waiting.values():
        for proof in _proofs(rule, matched, events):
            ids = tuple([event.id for event in proof])
            found.append(_signal(rule, proof[0], proof[-1], ids))
    return found


def _proofs(
    rule: Rule, matched: list[Event], events: Sequence[Event]
) -> Sequence[tuple[Event, ...]]:
    if rule.tally is not None:
        return tallied(rule.tally, matched) if len(matched) >= rule.tally.at_least else ()
    if rule.after is None or rule.after.on not in [event.type for event in events]:
        return ()
    return followed(rule.after, matched, events)


def _signal(rule: Rule, event: Event, last: Event, proof: tuple[str, ...]) -> Signal:
    """Return the signal that *rule* gives on *proof*, whose first event says who and where."""
    source, target = event.source_ip, event.target_ip
    address = ""
    if source and is_outside(source):
        address = source
    elif target and is_outside(target):
        address = target
    return Signal(
        rule.name,
        rule.grade,
        event.host,
        event.user,
        event.user if rule.actor == "user" else source,
        address,
        event.second,
        last.second,
        proof,
    )
