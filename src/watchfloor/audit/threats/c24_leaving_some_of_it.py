"""Leave some of the incidents alone."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_cheats import CROWDED, below_oracle
from watchfloor.audit.warroom_earning import worth
from watchfloor.audit.warroom_ends import facts
from watchfloor.audit.warroom_neglect import neglected
from watchfloor.audit.warroom_tapes import tapes, told
from watchfloor.evaluation.intervals import of

_KEPT = 0.75
"""What of containment may be left where one of several incidents is left alone."""
_COST = 0.1
"""What it is to cost at the least to leave an incident alone."""


def _probe(trial: Trial) -> Iterator[Finding]:
    gains, better, kept = list[float](), list[str](), list[float]()
    for tape in tapes(trial, scenarios=CROWDED):
        whole, contained = worth(trial, tape.last), facts(tape.last)["containment"]
        for left, end in neglected(tape):
            where = told(tape, len(tape.said), left.incident_type)
            gains.append(worth(trial, end) - whole)
            better.append(where if gains[-1] > 0 else "")
            kept.append(facts(end)["containment"] / max(1, contained))
    yield at_most("an incident left alone", of(gains), -_COST, len(gains))
    yield never("incidents that are better left alone", [*filter(None, better)], len(gains))
    yield at_most("what is left of containment without one", of(kept), _KEPT, len(kept))
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
