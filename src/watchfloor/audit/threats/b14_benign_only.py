"""Craft nothing but benign incidents that look terrible, so that the defender overreacts."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import attacks, gatehouse
from watchfloor.audit.finding import Finding, near, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import share
from watchfloor.opensoc.runbook import ANSWERS

_OFF = 0.1
"""How far the share of what is benign may be from that of the stage."""


def _chosen(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, (brief, action, found) in enumerate(gatehouse.several(trial)):
        for answer in ANSWERS:
            gate = gatehouse.gate(action, replace(brief, asked=answer))
            expected = "" if answer == found.truth.answer else "is_what_was_asked"
            breaches += [f"number {number} as {answer}"] * (gate != expected)
            tried += 1
    return never("incidents let in of a class that was not asked for", breaches, tried)


def _documented(trial: Trial) -> Finding:
    tried, breaches = 0, list[str]()
    for number, one in enumerate(gatehouse.several(trial)):
        case, truth = one.found.case, one.found.truth
        if truth.answer == "dismiss":
            tried += 1
            records = {record.id for record in case.records if record.kind == "work"}
            is_shown = bool(truth.certificate) and all(records & {*it} for it in truth.certificate)
            breaches += [f"number {number}"] * (not is_shown)
    return never("benign incidents without a record that says why", breaches, tried)


def _mix(trial: Trial) -> Finding:
    count = trial.effort.cases
    states = (attacks.opened("mix", number)[0] for number in range(count))
    benign = sum(state.brief is not None and state.brief.asked == "dismiss" for state in states)
    expected = 1 - attacks.STAGE.prevalence / 100
    told = "the share that the stage has"
    return near(
        "share of the briefs that ask for benign",
        share(benign, count),
        (expected, _OFF),
        count,
        told,
    )


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _chosen(trial)
    yield _documented(trial)
    yield _mix(trial)


THREAT = Threat(
    name="b14_benign_only",
    summary="Frightening incidents that are innocent are cheap, endless and always overrated.",
    answer="The class is asked for, at the mix of the stage, and what is benign is documented.",
    games=("opensoc",),
    probe=_probe,
)
