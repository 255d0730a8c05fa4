"""Choose a world in which little goes wrong."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import FIRST, Trial
from watchfloor.audit.warroom_replies import refused_keys
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting

_KEYS = ("scenario", "seed", "mode", "task", "world", "plan", "reset", "recipe", "difficulty")


def _probe(trial: Trial) -> Iterator[Finding]:
    yield from refused_keys(trial, "replies that name a world", _KEYS)
    breaches, names = list[str](), tuple(GAME.scenarios)
    count = max(len(names), trial.effort.cases // 10)
    for number in range(count):
        scenario, seed = names[number % len(names)], FIRST + number
        worlds = [GAME.first(Setting(scenario, mode, seed)).world for mode in GAME.modes]
        if any(it.incidents != worlds[0].incidents for it in worlds):
            breaches.append(f"{scenario} {seed} has other incidents in another mode")
    yield never("worlds that are easier in another mode", breaches, count)


THREAT = Threat(
    name="c31_choosing_easy_worlds",
    summary="Whoever plays asks for a world in which nothing happens.",
    answer="Scenario and seed are the caller's, and every mode opens the same world.",
    games=("logsentinel",),
    probe=_probe,
)
