"""Find a process, a hash seed or a time zone in which the same episode is worth more."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.processes import PLACES, said
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import FIRST, Trial


def _probe(trial: Trial) -> Iterator[Finding]:
    breaches, tried = list[str](), 0
    count = str(max(2, trial.effort.cases // (20 if trial.is_short else 200)))
    for scenario in trial.scenarios:
        words = ("play", trial.game.name, "--scenario", scenario, "--seed", str(FIRST))
        more = ("--episodes", count, "--team", "heuristic", "--json")
        told = [said((*words, *more), place) for place in PLACES]
        tried += len(told)
        if told[0].status or not told[0].out:
            breaches.append(told[0].err.strip() or "nothing was said")
        breaches += [
            f"{scenario} with hash seed {place.hash_seed}, {place.time_zone}"
            for place, it in zip(PLACES, told, strict=True)
            if it != told[0]
        ]
    yield never("processes in which an episode is another", breaches, tried)


THREAT = Threat(
    name="d12_unlike_processes",
    summary="What depends on the order of a set is another on the next machine.",
    answer="No core loops over a set or asks for a hash, and episodes are the same to the byte.",
    games=("opensoc", "logsentinel"),
    probe=_probe,
)
