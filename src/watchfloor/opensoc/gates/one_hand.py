"""What a rule counts together happens on one machine, by one account, from one address."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.rules import RULES


def _columns(name: str) -> tuple[str, ...]:
    """Return the columns in which all the events that prove rule *name* have to agree."""
    rule = RULES[name]
    if rule.after is not None:
        return ("host",)
    if rule.tally is None:
        return ()
    return tuple(
        column for column in ("host", "user", "source_ip", "target_ip") if column != rule.tally.of
    )


_AGREE = {name: columns for name in RULES if (columns := _columns(name))}


def _objection(found: Submission) -> str:
    for signal in found.signals:
        first, *rest = signal.events
        for column in _AGREE.get(signal.rule, ()):
            if any(getattr(event, column) != getattr(first, column) for event in rest):
                return f"{signal.rule} is put together from events that differ in their {column}"
    return ""


GATE = Gate(
    name="one_hand",
    law="What a rule counts together happens on one machine, by one account, from one address.",
    round="proof",
    objection=_objection,
)
