"""Add one event that only the verifier reads, so that the answer is another."""

from collections.abc import Iterator

from watchfloor.audit import gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.gatehouse import DEAR
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import certificate
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.proof import all_names
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.truth import Truth

_PARTS = 5
"""Incidents of a millisecond that one costs whose lines are taken away one by one."""


def _cases(trial: Trial) -> Iterator[tuple[str, Case, Truth]]:
    for number, one in enumerate(gatehouse.several(trial)[::_PARTS]):
        yield f"crafted {number}", one.found.case, one.found.truth
    for stage in STAGES.values():
        for number in range(trial.effort.cases // DEAR // _PARTS):
            grown = grow(trial.draws("grown", stage.name, number), stage)
            yield f"{stage.name} {number}", grown.case, grown.truth


def _probe(trial: Trial) -> Iterator[Finding]:
    flipped, astray, tried = list[str](), list[str](), 0
    for name, case, truth in _cases(trial):
        proof = all_names(truth.certificate) | {*truth.holds}
        flips = certificate.flips(case.events, case.records, case.alert, truth)
        flipped += [f"{name}: {it}" for it in flips if it not in proof]
        if it := certificate.astray(case.events, case.records, case.alert, truth):
            astray.append(f"{name}: {it}")
        tried += 1
    yield never("lines out of the proof that change the answer", flipped, tried)
    yield never("proofs that do not decide", astray, tried)


THREAT = Threat(
    name="b06_irrelevant_event",
    summary="A line that no reader takes note of decides what is right.",
    answer="Without any line or record that is no part of the proof the answer is the same.",
    games=("opensoc",),
    probe=_probe,
)
