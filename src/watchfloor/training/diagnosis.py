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
Wholes = NDArray[np.int64]

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
    """Examples as numbers, of which most are nothing and are left out."""

    owners: Wholes
    """Of each symptom the example that it is of."""
    places: Wholes
    """Which symptom it is."""
    values: Numbers
    """How much there is of it."""
    is_true: Numbers
    """Of each example."""

    def odds(self, weights: Numbers) -> Numbers:
        """Return the sum of the *weights* of each example, by how much there is of each."""
        return _summed(self.owners, self.values * weights[self.places], len(self.is_true))

    def slope(self, wrong: Numbers) -> Numbers:
        """Return how much each symptom has to do with what is *wrong* about each example."""
        return _summed(self.places, self.values * wrong[self.owners], len(SYMPTOMS))


def _summed(places: Wholes, values: Numbers, size: int) -> Numbers:
    """Return the sum of the *values* at each of so many *places*."""
    return np.bincount(places, values, size).astype(np.float64)


def sheet(found: Sequence[Example]) -> Sheet:
    """Return *found* as numbers."""
    told = [
        (row, PLACES[name], value)
        for row, one in enumerate(found)
        for name, value in one.symptoms.items()
        if value
    ]
    return Sheet(
        np.array([row for row, _, _ in told], np.int64),
        np.array([place for _, place, _ in told], np.int64),
        np.array([value for _, _, value in told], np.float64) / FULL,
        np.array([one.is_true for one in found], np.float64),
    )


def together(sheets: Sequence[Sheet]) -> Sheet:
    """Return the examples of all *sheets*, of which there is one at least, in their order."""
    begins = np.cumsum([0, *(len(it.is_true) for it in sheets)]).tolist()
    owners = [it.owners + begin for it, begin in zip(sheets, begins, strict=False)]
    return Sheet(
        np.concatenate(owners),
        np.concatenate([it.places for it in sheets]),
        np.concatenate([it.values for it in sheets]),
        np.concatenate([it.is_true for it in sheets]),
    )


def fitted(known: Sheet) -> Insight:
    """Return the insight that says of the examples in *known* what is true, as well as it can.

    It is fitted by Adam on all of them at once, with a rate that falls to nothing, and no draws.
    """
    if not len(known.is_true):
        message = "found no examples, expected some; play more worlds"
        raise BadInput(message)
    size = len(SYMPTOMS)
    weights, first, second = (np.zeros(size + 1) for _ in range(3))
    for step in range(1, STEPS + 1):
        slope = _slope(known, weights)
        first = SLOW * first + (1 - SLOW) * slope
        second = SLOWER * second + (1 - SLOWER) * slope**2
        rate = RATE * (1 - step / (STEPS + 1))
        pace = np.sqrt(second / (1 - SLOWER**step)) + 1e-8
        weights -= rate * first / (1 - SLOW**step) / pace
    *rounded, bias = (round(weight * FULL) for weight in weights.tolist())
    return Insight(tuple(rounded), bias)


def _slope(known: Sheet, weights: Numbers) -> Numbers:
    """Return which way the loss rises from *weights*, of which the last is the bias."""
    wrong = chances(known.odds(weights[:-1]) + weights[-1]) - known.is_true
    wrong /= len(known.is_true)
    found: Numbers = np.append(known.slope(wrong) + SHRINK * weights[:-1], wrong.sum())
    return found


def chances(odds: Numbers) -> Numbers:
    """Return the probabilities that log *odds* stand for."""
    found: Numbers = 1 / (1 + np.exp(-odds))
    return found


class Judgement(NamedTuple):
    """How well an insight tells what is true on examples that it has not seen."""

    order: float
    """How often something true is thought likelier than something false."""
    loss: float
    """The mean surprise, in nats."""
    base: float
    """That of somebody who knows only how often a suspicion is true."""
    examples: int


def judgement(insight: Insight, unseen: Sheet) -> Judgement:
    """Return how well *insight* tells what is true of the *unseen* examples."""
    odds = unseen.odds(np.array(insight.weights) / FULL) + insight.bias / FULL
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
