"""Let one story count several times, once for each alert that it raises."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, after, openings, paid
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.state import State
from watchfloor.opensoc.verifier import verify
from watchfloor.world.detection import signals


def _reopened(it: Opening) -> Iterator[State]:
    """Return *it* as opened by each other alert that its lines raise."""
    case = it.case
    for rule in dict.fromkeys(signal.rule for signal in signals(case.events)):
        if rule != case.alert:
            truth = verify(case.events, case.records, rule)
            yield State(it.state.mode, it.state.stage, case=case, truth=truth)


def _by_answer(trial: Trial, state: State) -> dict[Answer, float]:
    return {answer: paid(trial, after(state, SubmitTriage(answer))) for answer in ANSWERS}


def _probe(trial: Trial) -> Iterator[Finding]:
    alerts, differ, cases, again = 0, list[str](), 0, list[str]()
    for it in openings(trial, "a18", share=2):
        own, cases = _by_answer(trial, it.state), cases + 1
        for state in _reopened(it):
            alerts += 1
            if _by_answer(trial, state) != own:
                differ.append(f"another alert of {it.case.alert}'s story is answered differently")
        last = after(it.state, SubmitTriage(it.truth.answer))
        told = [one.role for one in trial.game.judge(last)]
        if trial.game.to_move(last) is not None or told != ["defender"]:
            again.append(f"after its answer {trial.game.to_move(last)} moves, judged are {told}")
    yield never("an alert of one story that is worth another answer", differ, alerts)
    yield never("an incident that goes on after its answer", again, cases)


THREAT = Threat(
    name="a18_split_alerts",
    summary="One story is answered and paid once for each alert that it raises.",
    answer="An incident is answered once, and all of its alerts have the same answer.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
