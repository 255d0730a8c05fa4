"""Remember the incidents that were seen, and their answers."""

from collections.abc import Iterator

from watchfloor.audit import triage_references as references
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, opened, openings, worth
from watchfloor.audit.trial import Trial
from watchfloor.codec import digest
from watchfloor.opensoc import fingerprint, view
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import Answer
from watchfloor.opensoc.stages import STAGES
from watchfloor.play import observation
from watchfloor.play.game import Setting

_PER_STAGE = 4
"""Of the incidents from which a classifier learns, one in so many is remembered for a stage."""
_TELLING = 918_273_645
"""A seed that nothing else is likely to spell."""
_UNKNOWN: Answer = "monitor"
"""What is answered to an incident that was never seen: the least costly one."""


def _story(it: Opening) -> str:
    return fingerprint.of(it.case.events, it.case.records)


def _remembered(trial: Trial) -> dict[str, Answer]:
    """Return the answer to every story of many other seeds."""
    return {
        _story(it): it.truth.answer
        for stage in STAGES.values()
        for number in range(trial.effort.grown // _PER_STAGE)
        for it in (opened(trial.draws("a10", "seen", stage.name, number), stage),)
    }


def _told(trial: Trial) -> Finding:
    """Return whether anything that is shown names the seed."""
    tried, breaches = 0, list[str]()
    for scenario in trial.scenarios:
        for mode in trial.game.modes:
            state = trial.game.first(Setting(scenario, mode, _TELLING))
            seen = trial.game.observe(state, str(trial.game.to_move(state)))
            words = observation.text(seen)
            tried += 1
            if str(_TELLING) in words or f"{_TELLING:x}" in words:
                breaches.append(f"{mode} of {scenario} shows the seed")
    return never("an observation that tells the seed", breaches, tried)


def _twice(found: list[Opening]) -> Finding:
    """Return whether two seeds show the same log with the same records."""
    first: dict[str, int] = {}
    breaches = list[str]()
    for place, it in enumerate(found):
        other = first.setdefault(digest(view.console(it.case)), place)
        if other != place:
            breaches.append(f"cases {other} and {place} are the same")
    return never("two seeds of one incident", breaches, len(found))


def _probe(trial: Trial) -> Iterator[Finding]:
    found, known = list(openings(trial, "a10")), _remembered(trial)
    hits: list[Answer] = [known.get(_story(it), _UNKNOWN) for it in found]
    earned = [worth(trial, it, SubmitTriage(hit)) for it, hit in zip(found, hits, strict=True)]
    again = sum(_story(it) in known for it in found)
    told = f"{again} of {len(found)} stories were seen before, of {len(known)}"
    near = references.beside(trial, found, "a10")
    yield beside("answering as to the same story before", tuple(earned), near, told)
    yield _twice(found)
    yield _told(trial)


THREAT = Threat(
    name="a10_remembered_seed",
    summary="A seed that comes again has the answer that it had before.",
    answer="No two seeds are alike, a story told anew hides its answer, and no seed is shown.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
