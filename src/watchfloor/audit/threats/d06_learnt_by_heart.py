"""Train on the worlds by which one is judged, from public files or from seeds that overlap."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import FIRST, Trial
from watchfloor.codec import canonical, digest
from watchfloor.evaluation.corpus import CANARY, Opening
from watchfloor.logsentinel.state import State as Room
from watchfloor.opensoc import fingerprint
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.held_out import HELD_OUT
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State as Case
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.world import organisation

_TRAINING = 1000
"""The first of the seeds that examples and searches train on."""


def _told(state: Case | Room) -> str:
    """Return what a world is, whatever seed it was grown from."""
    if isinstance(state, Case):
        case = state.case
        return fingerprint.of(case.events, case.records) if case is not None else ""
    world = state.world
    return digest((world.estate, world.incidents, world.evidence, world.naming))


def _overlapping(trial: Trial) -> Finding:
    """Return the worlds of training seeds that are worlds of the seeds of an audit."""
    game, count = trial.game, trial.effort.cases // 2
    scenario, mode = trial.scenarios[-1], game.modes[0]
    known: dict[str, int] = {}
    breaches: list[str] = []
    for first in (FIRST, _TRAINING):
        for seed in range(first, first + count):
            mark = _told(game.first(Setting(scenario, mode, seed)))
            if mark in known:
                breaches.append(f"seeds {known[mark]} and {seed} of {scenario}")
            known[mark] = seed
    return never("worlds that two seeds have in common", breaches, 2 * count)


def _held_out(trial: Trial) -> Iterator[Finding]:
    """Return what a defender in training is shown of what is kept for evaluation."""
    game, count = trial.game, trial.effort.cases // 4
    met, set_there, written, tried = list[str](), list[str](), list[str](), 0
    for name, stage in STAGES.items():
        for seed in range(_TRAINING, _TRAINING + count):
            tried += 1
            state = game.first(Setting(name, game.modes[0], seed))
            met += [f"seed {seed} of {name}"] * (_told(state) in HELD_OUT)
            written += [f"seed {seed} of {name}"] * DIALECTS[state.case.dialect].is_held_out
            grown = grow(Seed.of(seed, game.name, name).child("incident", 0), stage)
            is_there = grown.origin.organisation >= organisation.HELD_OUT
            set_there += [f"seed {seed} of {name}"] * is_there
    yield never("frozen incidents that training meets", met, tried)
    yield never("training incidents in a style of log that is held out", written, tried)
    yield never("training incidents of an organisation that is held out", set_there, tried)
    opening = canonical(Opening({"data": "held_out"})).decode()
    bare = [] if CANARY in opening else ["the opening line has none"]
    yield never("frozen sets without a canary", bare, 1)


def _probe(trial: Trial) -> Iterator[Finding]:
    yield _overlapping(trial)
    if trial.game.name == "opensoc":
        yield from _held_out(trial)


THREAT = Threat(
    name="d06_learnt_by_heart",
    summary="Whoever has met the incidents of the evaluation knows their answers by heart.",
    answer="What is held out has organisations, styles and fingerprints that training never meets.",
    games=("opensoc", "logsentinel"),
    probe=_probe,
)
