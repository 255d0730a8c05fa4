"""Leave some of the incidents alone."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import CROWDED, below_oracle
from watchfloor.audit.warroom_neglect import neglected
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.evaluation.intervals import of

_COST = 0.1
"""What it is to cost at the least to leave an incident alone."""


def _probe(trial: Trial) -> Iterator[Finding]:
    gains, breaches = list[float](), list[str]()
    for tape in tapes(trial, scenarios=CROWDED):
        for left, gain in neglected(trial, tape):
            gains.append(gain)
            if gain > 0:
                breaches.append(told(tape, len(tape.said), f"{gain:+.3f} by {left.incident_type}"))
    yield at_most("an incident left alone", of(gains), -_COST, len(gains))
    yield never("incidents that are better left alone", breaches, len(gains))
    yield from below_oracle(trial, "cheat_first_only", CROWDED)


THREAT = Threat(
    name="c24_leaving_some_of_it",
    summary="The cheap incident is not worth its effort, and one is enough for the report.",
    answer="Every incident that breaks out counts in every family.",
    games=("logsentinel",),
    exploits=(Exploit("outages_only"), Exploit("report_now"), Exploit("first_alert")),
    probe=_probe,
    prices=True,
)
