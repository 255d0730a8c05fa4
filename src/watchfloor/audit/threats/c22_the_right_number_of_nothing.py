"""Propose the right number of things, with nothing in them."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_ends import (
    Paper,
    about_nothing,
    facts,
    held,
    papers,
    some,
    speaking,
    with_papers,
)
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.logsentinel.state import State
from watchfloor.seeds import Stream

_WORTHS = ("detection", "severity", "teamwork")


def _empty(state: State, laid: tuple[Paper, ...], draw: Stream) -> Iterator[list[Paper]]:
    """Return as many proposals as *laid*: about nothing, and right ones on what proves nothing."""
    yield [about_nothing(state, draw) for _ in laid]
    yield [
        it._replace(evidence=some(held(state) & ~speaking(state, it.incident_type), 4, draw))
        for it in laid
    ]


def _probe(trial: Trial) -> Iterator[Finding]:
    draw, breaches, tried = trial.draws("nothing").stream(), list[str](), 0
    for tape in tapes(trial):
        for laid in _empty(tape.last, papers(tape.last), draw):
            tried += 1
            found = facts(with_papers(tape.last, laid))
            paid = [name for name in _WORTHS if found[name]]
            if paid:
                breaches.append(told(tape, len(tape.said), f"{', '.join(paid)} for nothing"))
    yield never("reports of the right number of nothing that are paid", breaches, tried)


THREAT = Threat(
    name="c22_the_right_number_of_nothing",
    summary="As many incidents as there are are reported, whatever they are.",
    answer="What is about nothing, or not proved, is worth nothing in every family.",
    games=("logsentinel",),
    exploits=(Exploit("propose_all"),),
    probe=_probe,
)
