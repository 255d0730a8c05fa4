"""Block an address that many share, which stops the signal whatever it is."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, honest, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import mean, of
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.generator import Wish
from watchfloor.world.detection import address

_COSTS = 0.25
"""What it is to cost, as a share of what an honest answer earns."""


def _is_shared(it: Opening) -> bool:
    """Return whether the log of *it* has an address that a record calls shared."""
    seen = {address(event) for event in it.case.events}
    return any(one.standing == "shared" and one.subject in seen for one in it.case.records)


def _probe(trial: Trial) -> Iterator[Finding]:
    block = SubmitTriage("block_ip")
    harmless = [it for it in openings(trial, "a22", wish=Wish("dismiss")) if _is_shared(it)]
    full = mean([honest(trial, it) for it in harmless])
    spent = of([worth(trial, it, block) for it in harmless])
    yield at_most("a block of a shared address on dismiss", spent, -_COSTS * full, len(harmless))
    grave = [
        it
        for it in openings(trial, "a22", wish=Wish("escalate"))
        if it.truth.row == "shared_address"
    ]
    what = "a block of the shared address that an intruder uses, and a cited proof"
    spent = of([worth(trial, it, SubmitTriage("block_ip", it.proof)) for it in grave])
    yield at_most(what, spent, 0.0, len(grave))


THREAT = Threat(
    name="a22_shared_address",
    summary="Blocking a resolver, a carrier or a gateway ends every sign at once.",
    answer="Who else is behind an address stands in its record; a block of it is no right answer.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
