"""Incidents as a defender is given them, replies to them, and what those are paid."""

from collections.abc import Iterator
from typing import NamedTuple

from watchfloor.audit.trial import Trial
from watchfloor.errors import IllegalMove
from watchfloor.opensoc import transition
from watchfloor.opensoc.actions import MOST_CITED, SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.generator import ANYTHING, Wish
from watchfloor.opensoc.proof import shortest
from watchfloor.opensoc.roles import ROLES
from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.stage import Stage
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Mode, State
from watchfloor.opensoc.truth import Truth
from watchfloor.play.action import Action, heard, parse
from watchfloor.play.reward import ONE
from watchfloor.play.verdict import Verdict
from watchfloor.seeds import Seed

MOVES = ROLES["defender"].moves


class Opening(NamedTuple):
    """What a defender is given, with what is true of it."""

    state: State
    case: Case
    truth: Truth

    @property
    def proof(self) -> tuple[str, ...]:
        """What an honest answer cites: as much of a shortest proof as may be cited."""
        return shortest(self.truth.certificate)[:MOST_CITED]

    @property
    def wrong(self) -> tuple[Answer, ...]:
        """Every answer but the right one."""
        return tuple(answer for answer in ANSWERS if answer != self.truth.answer)


def opened(
    seed: Seed, stage: Stage, mode: Mode = "defender_only", wish: Wish = ANYTHING
) -> Opening:
    """Return what a defender is given of *stage* by *seed* in *mode*."""
    state = transition.open_with(stage, mode, seed, wish)
    if state.case is None or state.truth is None:
        message = f"{mode} opens without an incident; open a mode in which a defender begins"
        raise IllegalMove(message)
    return Opening(state, state.case, state.truth)


def at(trial: Trial, scenario: str, mode: Mode, seed: int) -> Opening:
    """Return what a defender is given of *scenario* by a *seed* of the audit in *mode*."""
    path = (seed, trial.game.name, scenario)
    return opened(Seed.of(*path), STAGES[scenario], mode)


def openings(
    trial: Trial, name: str, mode: Mode = "defender_only", wish: Wish = ANYTHING, share: int = 1
) -> Iterator[Opening]:
    """Return what a probe called *name* tries: of its cases one in *share*, the stages in turn."""
    stages = tuple(STAGES.values())
    for number in range(max(len(stages), trial.effort.cases // share)):
        seed = trial.draws(name, mode, number)
        yield opened(seed, stages[number % len(stages)], mode, wish)


def after(state: State, reply: str | Action) -> State:
    """Return what follows *state* when the defender gives *reply*, read as any reply is."""
    move = parse(heard(reply), MOVES) if isinstance(reply, str) else reply
    return transition.apply(state, move).state


def verdict(trial: Trial, last: State) -> Verdict:
    """Return what is true of how the defender played by the state *last*."""
    return next(it for it in trial.game.judge(last) if it.role == "defender")


def paid(trial: Trial, last: State) -> float:
    """Return what the defender is paid for having come to the state *last*."""
    return trial.recipe.price(verdict(trial, last), trial.game.terms).total / ONE


def worth(trial: Trial, opening: Opening, reply: str | Action) -> float:
    """Return what *reply* to *opening* is paid."""
    return paid(trial, after(opening.state, reply))


def honest(trial: Trial, opening: Opening) -> float:
    """Return what the right answer with its proof is paid."""
    return worth(trial, opening, SubmitTriage(opening.truth.answer, opening.proof))
