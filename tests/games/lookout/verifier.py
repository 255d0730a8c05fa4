"""Finished state and answer key to verdicts."""

from lookout.state import State
from watchfloor.play.verdict import Fact, Verdict
from watchfloor.world.event import Event
from watchfloor.world.rules import RULES

_RULE = RULES["password_spray"]


def judge(state: State) -> tuple[Verdict, ...]:
    """Return what is true about how each role played."""
    found = proof(state)
    truth = "attacked" if state.incident.answer_key else "calm"
    is_right = state.decision == truth
    return (
        Verdict(
            "keeper", (*_conduct(state, "keeper"), *_decision(state, found, is_right=is_right))
        ),
        Verdict(
            "spotter", (*_conduct(state, "spotter"), *_pointing(state, found, is_right=is_right))
        ),
    )


def proof(state: State) -> tuple[Event, ...]:
    """Return the events that prove the attack, if there is one."""
    ids = {line for alert in _RULE.alerts(state.incident.events) for line in alert.events}
    return tuple(event for event in state.incident.events if event.id in ids)


def _conduct(state: State, role: str) -> tuple[Fact, ...]:
    return (Fact("malformed", state.malformed.count(role)),)


def _decision(state: State, found: tuple[Event, ...], *, is_right: bool) -> tuple[Fact, ...]:
    ids = tuple(event.id for event in found)
    origin = found[0].source_ip if found else ""
    return (
        Fact("decided", bool(state.decision)),
        Fact("decided_right", is_right, ids),
        Fact("named_origin", is_right and state.origin == origin, ids[:1]),
    )


def _pointing(state: State, found: tuple[Event, ...], *, is_right: bool) -> tuple[Fact, ...]:
    ids = {event.id for event in found}
    good = tuple(line for line in state.pointed if line in ids)
    wanted = min(3, len(ids))
    return (
        Fact("pointed_right", len(good), good),
        Fact("pointed_wrong", len(state.pointed) - len(good)),
        Fact("pointed_wanted", wanted),
        Fact("decided_right", is_right),
    )
