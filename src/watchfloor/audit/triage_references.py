"""How the heuristic and random play answer an incident that is open to its reader."""

from watchfloor.audit.triage_openings import Opening, after, paid, worth
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import analyst, either, view
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.state import State
from watchfloor.play.action import NoReply
from watchfloor.seeds import Stream


def reads(opening: Opening) -> SubmitTriage:
    """Return what the heuristic answers to *opening*."""
    case = opening.case
    return analyst.submits(case.alert, case.events, case.records, either.HONEST)


def asks(opening: Opening) -> State:
    """Return the last state of *opening*, in casework, when the heuristic works on it."""
    player, state = either.reader(either.HONEST), opening.state
    while not state.is_over:
        reply = player(view.observe(state, "defender"))
        if isinstance(reply, NoReply):
            break
        state = after(state, reply)
    return state


def guesses(opening: Opening, draw: Stream) -> SubmitTriage:
    """Return any answer to *opening*, with any line."""
    return SubmitTriage(draw.pick(ANSWERS), (draw.pick(opening.case.events).id,))


def beside(trial: Trial, openings: list[Opening], *path: int | str) -> dict[str, tuple[float, ...]]:
    """Return what random play, the heuristic and the right answer are paid for *openings*."""
    draw = trial.draws("guesses", *path).stream()
    return {
        "random": tuple([worth(trial, it, guesses(it, draw)) for it in openings]),
        "heuristic": tuple([worth(trial, it, reads(it)) for it in openings]),
        "oracle": tuple(
            [
                worth(trial, it, SubmitTriage(it.truth.answer, it.proof, confidence=1.0))
                for it in openings
            ]
        ),
    }


def beside_asking(
    trial: Trial, openings: list[Opening], *path: int | str
) -> dict[str, tuple[float, ...]]:
    """Return the same of *openings* in casework, where the heuristic looks things up."""
    found = beside(trial, openings, *path)
    return {**found, "heuristic": tuple([paid(trial, asks(it)) for it in openings])}
