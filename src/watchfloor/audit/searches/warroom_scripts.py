"""Scripts of the war-room that look at nothing."""

from collections.abc import Iterator, Sequence

from watchfloor.audit.breeding import Family, Size, best
from watchfloor.audit.comparison import beside
from watchfloor.audit.finding import Finding
from watchfloor.audit.search import Budget, Search
from watchfloor.audit.trial import Trial
from watchfloor.audit.warroom_earning import references, worth
from watchfloor.audit.warroom_scripts import Script, changed, drawn, finished, told
from watchfloor.play.game import Setting
from watchfloor.seeds import Stream

_SIZE = Size(drawn=520, bred=180, kept=40, beam=20)


def _bred(parents: Sequence[Script], draw: Stream) -> Script:
    return changed(draw.pick(parents), draw)


def _look(trial: Trial, scenario: str, budget: Budget) -> Iterator[Finding]:
    def play(script: Script, seed: int) -> float:
        return worth(trial, finished(Setting(scenario, "sequential", seed), script))

    draw = trial.draws("scripts", scenario).stream()
    script, tried = best(Family(drawn, _bred, play, _SIZE), budget, draw)
    found = tuple(play(script, seed) for seed in trial.seeds)
    near = references(trial, scenario, "sequential")
    yield beside(f"script on {scenario}", found, near, f"of {tried:,} scripts, {told(script)}")


SEARCH = Search(
    name="warroom_scripts",
    summary="Moves fixed beforehand, whatever comes up; evidence is cited by its place.",
    games=("logsentinel",),
    look=_look,
)
