"""Cut off whatever there is."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.triage_openings import Opening, honest, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean, of
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.generator import Wish
from watchfloor.opensoc.runbook import Answer

_CUTS: tuple[Answer, ...] = ("quarantine_host", "block_ip")
_COSTS = 0.25
"""What it is to cost to cut off what is harmless, as a share of what an honest answer earns."""


def _probe(trial: Trial) -> Iterator[Finding]:
    harmless = list(openings(trial, "a20", wish=Wish("dismiss"), share=2))
    full = mean([honest(trial, it) for it in harmless])
    for cut in _CUTS:
        spent = of([worth(trial, it, SubmitTriage(cut)) for it in harmless])
        yield at_most(f"{cut} of what is harmless", spent, -_COSTS * full, len(harmless))
    every = list(openings(trial, "a20"))
    for cut in _CUTS:
        spent = of([_where_wrong(trial, it, cut) for it in every])
        yield at_most(f"{cut} of everything, wherever it is wrong", spent, 0.0, len(every))


def _where_wrong(trial: Trial, it: Opening, cut: Answer) -> float:
    """Return what *cut* earns wherever it is wrong."""
    return 0.0 if it.truth.answer == cut else worth(trial, it, SubmitTriage(cut))


THREAT = Threat(
    name="a20_containment_spray",
    summary="Cutting everything off never misses an intruder, and what it breaks is capped.",
    answer="Cutting off what is harmless costs more than any citation and confidence can mend.",
    games=("opensoc",),
    exploits=(Exploit("always_block"), Exploit("always_quarantine")),
    probe=_probe,
    prices=True,
)
