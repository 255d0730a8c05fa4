"""Be judged by evidence that the view has cut off, or left out for want of room."""

from collections.abc import Iterator
from typing import Any

from watchfloor.audit import records
from watchfloor.audit.finding import Finding, at_most, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval
from watchfloor.logsentinel.state import State as Room
from watchfloor.logsentinel.state import evidence_in, known
from watchfloor.opensoc.actions import MOST_CITED
from watchfloor.opensoc.proof import all_names, shortest
from watchfloor.opensoc.state import State as Case
from watchfloor.play.episode import Ask
from watchfloor.play.observation import Observation, text
from watchfloor.play.seating import play, seated

_LONGEST = {"opensoc": 32_000, "logsentinel": 64_000}
"""Characters, of which about four make a token."""


def _asks(trial: Trial, policy: str) -> Iterator[Ask[Any]]:
    """Return every turn of some episodes with *policy* in every seat."""
    for one in records.several(trial, policy):
        table, asked = records.table(trial, one.header.setting, policy), list[Ask[Any]]()
        answers = {
            role: _noting(answer, asked) for role, answer in seated(trial.game, table).items()
        }
        play(trial.game, table, answers)
        yield from asked


def _noting(answer: Any, asked: list[Ask[Any]]) -> Any:  # noqa: ANN401  # whoever answers
    def noted(ask: Ask[Any]) -> Any:  # noqa: ANN401  # any reply
        asked.append(ask)
        return answer(ask)

    return noted


def _ids(seen: Observation) -> set[str]:
    return {item.id for panel in seen.panels for item in panel.items}


def _lacking(ask: Ask[Any]) -> str:
    """Return an id that counts in the state of *ask* and is not in its view, if there is one."""
    shown = _ids(ask.observation)
    state = ask.state
    if isinstance(state, Room):
        held = evidence_in(state, known(state, ask.role))
        return next((name for name in held if name not in shown), "")
    if isinstance(state, Case) and state.truth is not None and state.mode != "casework":
        needed = sorted(all_names(state.truth.certificate) | {*state.truth.holds})
        return next((name for name in needed if name not in shown), "")
    return ""


def _is_out_of_reach(ask: Ask[Any]) -> bool:
    """Return whether an answer is given in casework before enough of its proof is shown."""
    state = ask.state
    if not isinstance(state, Case) or state.mode != "casework" or state.truth is None:
        return False
    proof = {*shortest(state.truth.certificate)}
    is_last = "look_up" not in ask.observation.moves
    return is_last and len(proof & _ids(ask.observation)) < min(MOST_CITED, len(proof))


def _probe(trial: Trial) -> Iterator[Finding]:
    lacking, far, longest, tried = list[str](), list[str](), 0, 0
    for policy in ("heuristic", "oracle"):
        for ask in _asks(trial, policy):
            tried += 1
            longest = max(longest, len(text(ask.observation)))
            if name := _lacking(ask):
                lacking.append(f"{name} for {ask.role}")
            far += [ask.role] * (policy == "oracle" and _is_out_of_reach(ask))
    yield never("views without something that counts", lacking, tried)
    yield never("proofs that no look-ups bring up in time", far, tried)
    size = Interval(longest, longest, longest)
    yield at_most("characters of the longest view", size, _LONGEST[trial.game.name], tried)


THREAT = Threat(
    name="d13_truncated_view",
    summary="What was cut off to fit is still counted against whoever could not read it.",
    answer="What counts is in the view, whole, at every turn; a view has room for all there is.",
    games=("opensoc", "logsentinel"),
    probe=_probe,
)
