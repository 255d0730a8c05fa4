"""What evidence means, learnt from worlds whose truth is known.

A team plays worlds that are for training. Whenever a specialist could suspect something, the
symptoms of each suspicion are noted with whether it is true, and a logistic regression finds how
much each symptom weighs. The worlds that policies are judged on are never among them.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from watchfloor.errors import BadInput
from watchfloor.logsentinel import commander, responder
from watchfloor.logsentinel.analyst import explained
from watchfloor.logsentinel.diagnosis import FULL, PLACES, SYMPTOMS, Insight, Symptoms, described
from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.memory import Memory
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.pursuit import MOST_WEIGHED
from watchfloor.logsentinel.scene import Scene, read
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.team import Specialist
from watchfloor.play.action import Action
from watchfloor.play.episode import Ask, Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import Answer, played_out

Numbers = NDArray[np.float64]

STEPS = 300
RATE = 0.03
SHRINK = 2e-4
"""How much a weight is pulled to nothing: what was seen once should not decide."""
SLOW, SLOWER = 0.9, 0.99
"""How much of the gradient, and of its square, is kept from step to step."""


class Example(NamedTuple):
    """A suspicion that somebody could have had, and whether it was true."""

    symptoms: Symptoms
    is_true: bool


def examples(
    settings: Iterable[Setting], specialist: Specialist, habits: Habits
) -> Iterator[Example]:
    """Play each of *settings*, and return what could have been suspected on the way."""
    for setting in settings:
        found: list[Example] = []
        seats = dict.fromkeys(GAME.roles, "heuristic")
        table = Table(setting, GAME.recipes["standard"], seats)
        played_out(GAME, table, {role: _noting(found, specialist, habits) for role in seats})
        yield from found


def _noting(found: list[Example], specialist: Specialist, habits: Habits) -> Answer:
    """Return a player who works as is said, and notes in *found* what it could suspect."""
    memory = Memory()

    def reply(ask: Ask[State]) -> Action:
        scene = read(ask.observation)
        if scene.role == COMMANDER:
            return commander.reply(scene, memory, habits)
        found.extend(_suspected(scene, memory, habits, ask.state))
        return specialist(scene, memory, habits)

    return reply


def _true(state: State) -> frozenset[tuple[str, str]]:
    """Return the types and slots of what is going to happen."""
    return frozenset(
        (TYPE_NAMES[one.kind], SLOTS[one.service].name) for one in state.world.incidents
    )


def _suspected(scene: Scene, memory: Memory, habits: Habits, state: State) -> Iterator[Example]:
    excused, true = explained(scene.held), _true(state)
    found = responder.open_suspicions(scene, excused, habits.lone)[:MOST_WEIGHED]
    told = described(scene, memory, excused, found)
    for suspicion, symptoms in zip(found, told, strict=True):
        yield Example(symptoms, (suspicion.incident_type, suspicion.slot) in true)


class Sheet(NamedTuple):
    """Examples as numbers, a row for each."""

    symptoms: Numbers
    is_true: Numbers


def sheet(found: Sequence[Example]) -> Sheet:
    """Return *found* as numbers."""
    if not found:
        message = "found no examples, expected some; play more worlds"
        raise BadInput(message)
    symptoms = np.zeros((len(found), len(SYMPTOMS)))
    for row, one in zip(symptoms, found, strict=True):
        for name, value in one.symptoms.items():
            row[PLACES[name]] = value / FULL
    return Sheet(symptoms, np.array([float(one.is_true) for one in found]))


def fitted(known: Sheet) -> Insight:
    """Return the insight that says of the examples in *known* what is true, as well as it can.

    It is fitted by Adam on all of them at once, with a rate that falls to nothing, and no draws.
    """
    symptoms = np.hstack([known.symptoms, np.ones((len(known.symptoms), 1))])
    shrink = np.full(symptoms.shape[1], SHRINK)
    shrink[-1] = 0
    weights, first, second = (np.zeros(symptoms.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        wrong = (chances(symptoms @ weights) - known.is_true) / len(symptoms)
        slope = symptoms.T @ wrong + shrink * weights
        first = SLOW * first + (1 - SLOW) * slope
        second = SLOWER * second + (1 - SLOWER) * slope**2
        rate = RATE * (1 - step / (STEPS + 1))
        pace = np.sqrt(second / (1 - SLOWER**step)) + 1e-8
        weights -= rate * first / (1 - SLOW**step) / pace
    *rounded, bias = (round(weight * FULL) for weight in weights.tolist())
    return Insight(tuple(rounded), bias)


def chances(odds: Numbers) -> Numbers:
    """Return the probabilities that log *odds* stand for."""
    found: Numbers = 1 / (1 + np.exp(-odds))
    return found


class Judgement(NamedTuple):
    """How well a insight tells what is true on examples that it has not seen."""

    order: float
    """How often something true is thought likelier than something false."""
    loss: float
    """The mean surprise, in nats."""
    base: float
    """That of somebody who knows only how often a suspicion is true."""
    examples: int


def judgement(insight: Insight, unseen: Sheet) -> Judgement:
    """Return how well *insight* tells what is true of the *unseen* examples."""
    weights = np.array(insight.weights) / FULL
    odds = unseen.symptoms @ weights + insight.bias / FULL
    share = np.full(len(odds), unseen.is_true.mean())
    return Judgement(
        _order(odds, unseen.is_true),
        _loss(chances(odds), unseen.is_true),
        _loss(share, unseen.is_true),
        len(odds),
    )


def _loss(chance: Numbers, is_true: Numbers) -> float:
    safe = np.clip(chance, 1e-9, 1 - 1e-9)
    return float(-np.mean(is_true * np.log(safe) + (1 - is_true) * np.log(1 - safe)))


def _order(odds: Numbers, is_true: Numbers) -> float:
    """Return the chance that a true one stands above a false one, half of it where they tie."""
    true, false = np.sort(odds[is_true > 0]), np.sort(odds[is_true == 0])
    if not len(true) or not len(false):
        return float("nan")
    below = np.searchsorted(false, true, side="left").sum()
    upto = np.searchsorted(false, true, side="right").sum()
    return float((below + upto) / 2 / len(true) / len(false))
