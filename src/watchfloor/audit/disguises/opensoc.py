"""The triage game with another truth behind the same incident."""

from collections.abc import Iterator
from typing import get_args

from msgspec.structs import replace

from watchfloor.audit.moment import Disguise
from watchfloor.opensoc.runbook import Answer
from watchfloor.opensoc.state import State
from watchfloor.play.reward import ONE


def _others(state: State) -> Iterator[State]:
    if state.brief is not None:
        yield replace(state, brief=replace(state.brief, draws=(*state.brief.draws, "other")))
    if state.truth is None or state.case is None:
        return
    proof = ((state.case.events[0].id,),)
    for answer in get_args(Answer):
        if answer != state.truth.answer:
            truth = replace(state.truth, answer=answer, certificate=(proof,), holds=())
            other = ONE - state.learnability
            yield replace(state, truth=truth, learnability=other, is_novel=not state.is_novel)


def _label(state: State) -> str:
    return "" if state.truth is None else state.truth.answer


DISGUISE = Disguise(
    name="opensoc",
    summary="The triage game with another truth behind the same incident.",
    others=_others,
    label=_label,
)
