"""What every policy earns: as the defender by mode, stage and prevalence, and as the attacker.

    python benchmarks/policies.py [--seeds 500] [--crafted 200] [--mode MODE]

Means stand with 95 % bootstrap intervals. The exit status is 1 if, under `standard`, random play,
the best lazy policy, the heuristic and the oracle do not come in this order somewhere.
"""

import sys
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import NamedTuple, cast

from watchfloor.opensoc import transition, verifier, view
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.generator import ANYTHING, Wish
from watchfloor.opensoc.recipes import RECIPES
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Mode, State
from watchfloor.play.action import Action
from watchfloor.play.policy import Contender, Informed, Insider, Policy
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed

PREVALENCES = (None, 5, 20, 50)
RESAMPLES = 400
MODES: tuple[Mode, ...] = ("defender_only", "casework")
ATTACKERS = ("random", "scripted", "guided")


class Mean(NamedTuple):
    """A mean with its interval."""

    mean: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.mean:6.3f} [{self.low:6.3f},{self.high:6.3f}]"


def mean(values: Sequence[float], seed: Seed) -> Mean:
    """Return the mean of *values*, with what resampling them says of it."""
    draw = seed.stream()
    count = len(values)
    means = sorted(
        sum([values[place] for place in draw.smalls(count, count)]) / count
        for _ in range(RESAMPLES)
    )
    low, high = means[RESAMPLES * 25 // 1000], means[RESAMPLES * 975 // 1000 - 1]
    return Mean(sum(values) / count, low, high)


def _replied(state: State, role: str, policy: Contender, seed: Seed) -> State:
    """Return *state* after all the moves of *policy* as *role*."""
    draws = seed.child(policy.name, role)
    if isinstance(policy, Insider):
        return _until_done(state, role, policy.seat(role, draws))
    player = cast(Policy, policy).seat(role, draws)
    return _until_done(state, role, lambda seen, _: player(seen))


def _until_done(state: State, role: str, player: Informed) -> State:
    """Return *state* after the moves of *player*, until somebody else is to move."""
    while transition.to_move(state) == role:
        move = player(view.observe(state, role), state)
        if not isinstance(move, Action):
            message = f"the {role} gave {type(move).__name__}; expected a move"
            raise TypeError(message)
        state = transition.apply(state, move).state
    return state


def _earned(state: State, role: str) -> dict[str, float]:
    """Return what *role* earns in *state*, by recipe."""
    verdict = next(found for found in verifier.judge(state) if found.role == role)
    return {name: recipe.price(verdict, GAME.terms).total / ONE for name, recipe in RECIPES.items()}


def _contenders() -> dict[str, Contender]:
    """Return random play, the lazy ones, the heuristic and the oracle, in this order."""
    lazy = {name: one for name, one in GAME.policies.items() if one.is_lazy}
    return {name: GAME.policies[name] for name in ("random", *lazy, "heuristic", "oracle")}


def defended(
    name: str, mode: Mode, prevalence: int | None, seeds: int
) -> Mapping[str, dict[str, Mean]]:
    """Return what each policy earns on stage *name* in *mode*, by recipe, and how it gets there."""
    found: dict[str, dict[str, list[float]]] = {}
    wish = Wish(prevalence=prevalence)
    for number in range(seeds):
        seed = Seed.of("policies", name, number)
        state = transition.open_with(STAGES[name], mode, seed, wish)
        for policy in _contenders().values():
            played = _replied(state, "defender", policy, seed)
            earned = {**_earned(played, "defender"), "right": float(_is_right(played))}
            if mode == "casework":
                earned["minutes"] = float(played.minutes)
            for recipe, total in earned.items():
                found.setdefault(policy.name, {}).setdefault(recipe, []).append(total)
    place = Seed.of("bootstrap", name, mode, prevalence or 0)
    return {
        policy: {recipe: mean(values, place.child(policy)) for recipe, values in by.items()}
        for policy, by in found.items()
    }


def _is_ordered(by: Mapping[str, dict[str, Mean]]) -> bool:
    lazy = [name for name in by if GAME.policies[name].is_lazy]
    best = max(by[name]["standard"].mean for name in lazy)
    ladder = [by["random"]["standard"].mean, best]
    ladder += [by[name]["standard"].mean for name in ("heuristic", "oracle")]
    return ladder == sorted(ladder) and len(set(ladder)) == len(ladder)


def _defenders(mode: Mode, seeds: int) -> int:
    """Print the table of defenders in *mode*; return in how many places the order does not hold."""
    short = 0
    for name in STAGES:
        for prevalence in PREVALENCES:
            by = defended(name, mode, prevalence, seeds)
            is_ordered = _is_ordered(by)
            short += not is_ordered
            asked = "own" if prevalence is None else f"{prevalence} %"
            told = "in order" if is_ordered else "OUT OF ORDER"
            print(f"\n{mode}, {name}, prevalence {asked}: {told}", flush=True)
            for policy, recipes in by.items():
                line = "   ".join(f"{recipe} {found}" for recipe, found in recipes.items())
                print(f"  {policy:<18}{line}")
    return short


def _attackers(crafted: int) -> None:
    """Print what each attacker earns against the heuristic, and what turns it away."""
    stage = STAGES["stage4_adversarial"]
    for name in ATTACKERS:
        gates: Counter[str] = Counter()
        earned: dict[str, list[float]] = {recipe: [] for recipe in RECIPES}
        learnable: list[float] = []
        fooled = 0
        for number in range(crafted):
            seed = Seed.of("policies", "crafted", number)
            state = transition.open_with(stage, "self_play", seed, ANYTHING)
            state = _replied(state, "attacker", GAME.policies[name], seed)
            gates[state.gate or "admitted"] += 1
            if state.case is not None:
                state = _replied(state, "defender", GAME.policies["heuristic"], seed)
                learnable.append(state.learnability / ONE)
                fooled += state.truth is not None and not _is_right(state)
            for recipe, total in _earned(state, "attacker").items():
                earned[recipe].append(total)
        print(f"\n{name} against the heuristic: fooled it {fooled} times in {crafted}")
        hardness = sum(learnable) / max(len(learnable), 1)
        print(f"  learnability of what is admitted {hardness:.3f}")
        print("  " + ", ".join(f"{gate} {share / crafted:.1%}" for gate, share in gates.items()))
        for recipe, totals in earned.items():
            print(f"  {recipe:<10}{mean(totals, Seed.of('bootstrap', name, recipe))}")


def _is_right(state: State) -> bool:
    verdict = next(found for found in verifier.judge(state) if found.role == "defender")
    return bool(verdict["right"].value)


def main() -> int:
    """Play and print; return 1 if the policies do not come in order."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=500, help="incidents of each stage and mix")
    parser.add_argument("--crafted", type=int, default=200, help="incidents of each attacker")
    parser.add_argument("--mode", choices=MODES, help="of the defenders; all if not given")
    asked = parser.parse_args()
    short = sum(_defenders(mode, asked.seeds) for mode in MODES if asked.mode in (None, mode))
    _attackers(asked.crafted)
    print(f"\nout of order in {short} places" if short else "\nin order everywhere")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
