"""Watch everything, which is never quite wrong."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.triage_openings import honest, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean, of
from watchfloor.opensoc.actions import SubmitTriage

_COSTS = 0.1
"""What watching an intruder is to cost, as a share of what an honest answer earns."""
_NO_WATCH = ("quarantine_host", "block_ip", "escalate")


def _probe(trial: Trial) -> Iterator[Finding]:
    hedge = SubmitTriage("monitor")
    found = list(openings(trial, "a02", share=1))
    for truth in (*_NO_WATCH, "dismiss"):
        those = [it for it in found if it.truth.answer == truth]
        watched = of([worth(trial, it, hedge) for it in those])
        full = mean([honest(trial, it) for it in those])
        bound = 0.0 if truth == "dismiss" else -_COSTS * full
        yield at_most(f"watching instead of answering on {truth}", watched, bound, len(those))


THREAT = Threat(
    name="a02_always_monitor",
    summary="Watching is a hedge that neither misses an intruder nor cuts anybody off.",
    answer="An intruder who is watched goes on, and that costs by the time that it takes.",
    games=("opensoc",),
    exploits=(Exploit("always_monitor"),),
    probe=_probe,
    prices=True,
)
