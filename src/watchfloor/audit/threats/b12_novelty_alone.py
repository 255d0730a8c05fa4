"""Collect what is paid for something new with incidents that fool nobody."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.attacks import answered, paid
from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import of
from watchfloor.opensoc.state import State


def _states(trial: Trial) -> list[State]:
    """Return admitted incidents, of which every second counts as new."""
    judged = [gatehouse.judged(one) for one in gatehouse.several(trial)]
    return [replace(state, is_novel=place % 2 == 0) for place, state in enumerate(judged)]


def _probe(trial: Trial) -> Iterator[Finding]:
    states = _states(trial)
    right = [paid(trial, answered(state, "oracle")) for state in states]
    yield at_most("earned where nobody is fooled", of(right), 0.0, len(right))
    plain = [answered(replace(state, learnability=0), "always_dismiss") for state in states]
    alike = [paid(trial, state) for state in plain]
    yield at_most("earned with what every reader judges alike", of(alike), 0.0, len(alike))


THREAT = Threat(
    name="b12_novelty_alone",
    summary="A trivial incident of a new kind is paid for being new.",
    answer="What is new is a share of what was won, and what everybody reads alike wins nothing.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
