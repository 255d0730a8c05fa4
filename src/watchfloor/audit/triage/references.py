"""How the heuristic and random play answer an incident that is open to its reader."""

from watchfloor.audit.triage.openings import Opening, worth
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import analyst, either
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.seeds import Stream


def reads(opening: Opening) -> SubmitTriage:
    """Return what the heuristic answers to *opening*."""
    case = opening.case
    return analyst.submits(case.alert, case.events, case.records, either.HONEST)


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
