"""Craft an incident whose answer depends on the day, the machine or the order of a set."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.processes import PLACES, said
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import FIRST, Trial

_WORDS = ("play", "opensoc", "--stage", "stage4_adversarial", "--mode", "self_play", "--json")


def _probe(trial: Trial) -> Iterator[Finding]:
    count = max(2, trial.effort.cases // 20)
    words = (*_WORDS, "--team", "guided", "--seed", str(FIRST), "--episodes", str(count))
    told = [said(words, place) for place in PLACES]
    is_told = told[0].status == 0 and told[0].out
    breaches = [
        f"hash seed {place.hash_seed}, {place.time_zone}"
        for place, it in zip(PLACES, told, strict=True)
        if it != told[0]
    ]
    breaches += [] if is_told else [told[0].err.strip() or "nothing was said"]
    what = "processes in which crafted incidents have another truth"
    yield never(what, breaches, count * len(PLACES))


THREAT = Threat(
    name="b19_time_bomb",
    summary="An incident that is benign when it is checked is malicious when it is judged.",
    answer="The truth is a function of the move and the seed; the core has no clock and no sets.",
    games=("opensoc",),
    probe=_probe,
)
