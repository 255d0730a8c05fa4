"""Put what decides into a field that is checked but never shown."""

from collections.abc import Iterator

from watchfloor.audit import gatehouse
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.gatehouse import DEAR
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import view
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Wish, grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.opensoc.verifier import verify


def _states(trial: Trial) -> Iterator[State]:
    for one in gatehouse.several(trial):
        yield gatehouse.judged(one)
    stages = tuple(STAGES.values())
    for number in range(trial.effort.cases // DEAR):
        stage = stages[number % len(stages)]
        for dialect in DIALECTS:
            grown = grow(trial.draws("grown", dialect, number), stage, Wish(dialect=dialect))
            yield State("defender_only", stage.name, case=grown.case, truth=grown.truth)


def _probe(trial: Trial) -> Iterator[Finding]:
    lost, other, tried = list[str](), list[str](), 0
    for state in _states(trial):
        if state.case is None:
            continue
        tried += 1
        events, records = view.read(view.observe(state, "defender"))
        is_whole = (events, records) == (state.case.events, state.case.records)
        again = verify(events, records, state.case.alert)
        lost += [f"{state.case.dialect}, number {tried}"] * (not is_whole)
        other += [f"{state.case.dialect}, number {tried}"] * (again != state.truth)
    yield never("views from which something does not read back", lost, tried)
    yield never("views whose lines have another truth", other, tried)


THREAT = Threat(
    name="b07_hidden_field",
    summary="The verifier reads a field that the view leaves out, and the defender cannot.",
    answer="The lines of the view, read back, are what is checked, and have the same truth.",
    games=("opensoc",),
    probe=_probe,
)
