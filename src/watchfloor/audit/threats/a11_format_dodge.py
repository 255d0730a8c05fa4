"""Say nothing that can be read, rather than risk a wrong answer."""

from collections.abc import Iterator

from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.triage_openings import Opening, after, openings, paid
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.actions import LookUp, SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.state import MINUTES, State

_DODGES = (
    "",
    "I would rather not say.",
    "{}",
    '{"move": "submit_triage"}',
    '{"move": "submit_triage", "action": "wait"}',
    '{"move": "look_up", "kind": "record", "subject": "nothing"}',
)


def _worst(trial: Trial, state: State) -> float:
    """Return the least that an answer can earn in *state*, for the sake of the truth there."""
    found = (
        SubmitTriage(answer, ("log-99",), confidence=stated)
        for answer in ANSWERS
        for stated in (None, 0.0, 1.0)
    )
    return min(paid(trial, after(state, reply)) for reply in found)


def _tired(opening: Opening) -> State:
    """Return *opening* with all the time for look-ups spent on nothing."""
    state = opening.state
    while state.minutes < MINUTES:
        state = after(state, LookUp("log", "nothing"))
    return state


def _probe(trial: Trial) -> Iterator[Finding]:
    tried, breaches = 0, list[str]()
    found = [it.state for it in openings(trial, "a11", share=4)]
    found += [_tired(it) for it in openings(trial, "a11", "casework", share=8)]
    for state in found:
        least = _worst(trial, state)
        for dodge in _DODGES:
            gained = paid(trial, after(state, dodge)) - least
            tried += 1
            if gained > 0:
                breaches.append(f"{dodge!r} earns {gained:+g} over the worst answer")
    yield never("what can't be read, better paid than the worst answer", breaches, tried)


THREAT = Threat(
    name="a11_format_dodge",
    summary="What can't be read costs less than a wrong answer, so that silence is safe.",
    answer="What can't be read costs more than the worst answer there is.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
