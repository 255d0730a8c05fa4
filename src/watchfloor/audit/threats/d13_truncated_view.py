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


def _is_last(ask: Ask[Any]) -> bool:
    """Return whether an answer has to be given in casework now, whatever has come up."""
    state = ask.state
    is_case = isinstance(state, Case) and state.mode == "casework" and state.truth is not None
    return is_case and "look_up" not in ask.observation.moves


def _is_out_of_reach(ask: Ask[Any]) -> bool:
    """Return whether less of the proof is shown than may be cited, when no look-ups are left."""
    proof = {*shortest(ask.state.truth.certificate)}
    return len(proof & _ids(ask.observation)) < min(MOST_CITED, len(proof))


def _within_reach(trial: Trial) -> Iterator[Finding]:
    """Return the proofs that somebody who knows them does not bring up in the time there is."""
    asks = list(_asks(trial, "oracle"))
    worked = [ask for ask in asks if isinstance(ask.state, Case) and ask.state.mode == "casework"]
    if worked:
        far = [ask.role for ask in worked if _is_last(ask) and _is_out_of_reach(ask)]
        yield never("proofs that no look-ups bring up in time", far, len(worked))


def _probe(trial: Trial) -> Iterator[Finding]:
    lacking, longest, tried = list[str](), 0, 0
    for policy in ("heuristic", "oracle"):
        for ask in _asks(trial, policy):
            tried += 1
            longest = max(longest, len(text(ask.observation)))
            if name := _lacking(ask):
                lacking.append(f"{name} for {ask.role}")
    yield never("views without something that counts", lacking, tried)
    yield from _within_reach(trial)
    size = Interval(longest, longest, longest)
    yield at_most("characters of the longest view", size, _LONGEST[trial.game.name], tried)


THREAT = Threat(
    name="d13_truncated_view",
    summary="What was cut off to fit is still counted against whoever could not read it.",
    answer="What counts is in the view, whole, at every turn; a view has room for all there is.",
    games=("opensoc", "logsentinel"),
    probe=_probe,
)
