"""What an attacker earns with one incident after another, at the prices of a trial."""

from collections.abc import Iterable
from typing import TypeAlias

from watchfloor.audit.bout import finished
from watchfloor.audit.standings import Earned
from watchfloor.audit.trial import Trial
from watchfloor.opensoc import transition, verifier, view
from watchfloor.opensoc.either import Attacks
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.generator import ANYTHING, Wish
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import State
from watchfloor.play.action import Action, Malformed
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed

STAGE = STAGES["stage4_adversarial"]
NOTHING = Malformed("it said nothing")

Tried: TypeAlias = tuple[State, Seed]
"""The last state of an episode, and the seed of its attacker's draws."""


def opened(place: str, number: int, wish: Wish = ANYTHING) -> Tried:
    """Return brief *number* of those at *place*, and the seed of what an attacker draws."""
    seed = Seed.of("attacks", place, number)
    return transition.open_with(STAGE, "self_play", seed, wish), seed.child("attacker")


def crafted(first: Tried, attack: Attacks) -> State:
    """Return what follows when the brief of *first* is answered by *attack*."""
    state, seed = first
    action = attack(view.observe(state, "attacker"), seed.stream())
    return transition.apply(state, action).state


def answered(state: State, defender: str, number: int = 0) -> State:
    """Return the last state when the policy called *defender* has what is left of *state*.

    *number* is that of the brief, and fixes what the defender draws.
    """
    setting = Setting(STAGE.name, "self_play", number)
    last: State = finished(GAME, setting, {"defender": GAME.policies[defender]}, state)
    return last


def paid(trial: Trial, state: State, role: str = "attacker") -> float:
    """Return what *role* is paid in the last state of an episode, or nothing if nobody is."""
    verdicts = (it for it in verifier.judge(state) if it.role == role)
    totals = (trial.recipe.price(found, trial.game.terms).total / ONE for found in verdicts)
    return next(totals, 0.0)


def earned(
    trial: Trial, attack: Attacks, numbers: Iterable[int], defender: str = "heuristic"
) -> Earned:
    """Return what *attack* earns against *defender* with each of *numbers*."""
    states = ((crafted(opened("briefs", number), attack), number) for number in numbers)
    return tuple(paid(trial, answered(state, defender, number)) for state, number in states)


def said_nothing(trial: Trial) -> float:
    """Return what an attacker is paid for a reply that is no move."""
    state, _ = opened("briefs", 0)
    return paid(trial, transition.apply(state, NOTHING).state)


def move(action: Action) -> Attacks:
    """Return the attack that makes the same *action* whatever it is asked for."""
    return lambda _seen, _draw: action
