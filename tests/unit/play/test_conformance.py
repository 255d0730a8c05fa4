from collections.abc import Callable
from dataclasses import replace as varied
from itertools import count
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

from episodes import ATTACKED
from lookout.game import GAME
from lookout.state import State
from watchfloor.codec import digest
from watchfloor.play.action import Action, Malformed, Reply
from watchfloor.play.conformance import LAWS, TELLING_SEED, Trial, breaches
from watchfloor.play.game import Game, Step
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Informed, Insider
from watchfloor.play.reward import ONE, Recipe, Row, Term, gate, pay
from watchfloor.play.verdict import Fact, Verdict
from watchfloor.seeds import Seed
from watchfloor.world.scenario import Scenario

SEEDS = range(ATTACKED.seed + 1)
FIRST = replace(ATTACKED, seed=0)
STANDARD = GAME.recipes["standard"]


def _paying(row: Row) -> Game[State]:
    """Return the game whose standard recipe puts *row* before its own."""
    tables = {role: (row, *rows) for role, rows in STANDARD.tables.items()}
    return varied(GAME, recipes={"standard": replace(STANDARD, tables=tables)})


def _with_recipe(recipe: Recipe, name: str = "mine") -> Game[State]:
    return varied(GAME, recipes={**GAME.recipes, name: recipe})


def _with_scenarios(change: Callable[[Scenario[Any]], Scenario[Any]]) -> Game[State]:
    scenarios = {name: change(scenario) for name, scenario in GAME.scenarios.items()}
    return varied(GAME, scenarios=scenarios)


def _silent() -> Game[State]:
    """Return the game in which nobody is ever asked, with bounds to match."""
    modest = _with_scenarios(lambda scenario: varied(scenario, oracle_at_least=-ONE))
    return varied(modest, to_move=lambda _: None)


def _restless() -> Game[State]:
    """Return the game whose views count how often they were looked at."""
    looks = count(1)
    return varied(
        GAME, observe=lambda state, role: replace(GAME.observe(state, role), turn=next(looks))
    )


def _moody() -> Game[State]:
    """Return the game whose verifier finds something else each time."""
    moods = count()

    def judge(state: State) -> tuple[Verdict, ...]:
        mood = Fact("mood", next(moods))
        return tuple(replace(it, facts=(*it.facts, mood)) for it in GAME.judge(state))

    return varied(GAME, judge=judge)


def _offering(move: str) -> Game[State]:
    """Return the game that offers everyone a *move*."""

    def observe(state: State, role: str) -> Observation:
        seen = GAME.observe(state, role)
        return replace(seen, moves=tuple(sorted({*seen.moves, move})))

    return varied(GAME, observe=observe)


def _headed(heading: Callable[[State], str]) -> Game[State]:
    """Return the game whose first panel is headed by what *heading* makes of the state."""

    def observe(state: State, role: str) -> Observation:
        seen = GAME.observe(state, role)
        first, *rest = seen.panels
        return replace(seen, panels=(replace(first, title=heading(state)), *rest))

    return varied(GAME, observe=observe)


def _seed_teller() -> Game[State]:
    """Return the game that heads its views with the seed of the world."""
    seeds: dict[str, str] = {}

    def opened(scenario: Scenario[Any], mode: str, seed: Seed) -> State:
        state = GAME.open(scenario, mode, seed)
        seeds[digest(state.incident)] = str(seed.path[0])
        return state

    return varied(_headed(lambda state: seeds[digest(state.incident)]), open=opened)


def _same_again(name: str) -> Game[State]:
    """Return the game whose scenario *name* opens one world on every seed."""

    def opened(scenario: Scenario[Any], mode: str, seed: Seed) -> State:
        return GAME.open(scenario, mode, Seed.of(1) if scenario.name == name else seed)

    return varied(GAME, open=opened)


def _forgetful() -> Game[State]:
    """Return the game whose oracle says nothing where the log is short."""
    oracle = GAME.policies["oracle"]
    assert isinstance(oracle, Insider)

    def seat(role: str, seed: Seed) -> Informed:
        informed = oracle.seat(role, seed)

        def reply(seen: Observation, state: State) -> Reply:
            return informed(seen, state) if len(state.incident.events) > 17 else ""

        return reply

    return varied(GAME, policies={**GAME.policies, "oracle": varied(oracle, seat=seat)})


def _with_role(name: str, **changes: object) -> Game[State]:
    return varied(GAME, roles={**GAME.roles, name: replace(GAME.roles[name], **changes)})


def _with_term(name: str, change: Callable[[Term], Term]) -> Game[State]:
    return varied(GAME, terms={**GAME.terms, name: change(GAME.terms[name])})


BROKEN: dict[str, tuple[str, Callable[[], Game[State]], str]] = {
    "a recipe under another name": (
        "names_agree",
        lambda: _with_recipe(STANDARD),
        "'standard' is listed as 'mine'",
    ),
    "a role without a brief": (
        "roles_have_briefs_and_moves",
        lambda: _with_role("keeper", brief=" \n"),
        "'keeper' has no brief",
    ),
    "a recipe of nothing": (
        "recipes_price_what_exists",
        lambda: _with_recipe(Recipe("mine", "", {"keeper": (pay("nothing", "1"),)})),
        "there is no term called 'nothing'; known: decided_right, ",
    ),
    "a term that pays alike": (
        "terms_pay_what_they_say",
        lambda: _with_term("decided_right", lambda term: varied(term, refuses=term.pays)),
        "'decided_right' pays its good example no more than its bad one",
    ),
    "a term that pays the wrong": (
        "terms_pay_what_they_say",
        lambda: _with_term(
            "decided_right", lambda it: varied(it, pays=it.refuses, refuses=it.pays)
        ),
        "'decided_right' pays its good example no more than its bad one",
    ),
    "one world for every seed": (
        "seeds_decide_the_world",
        lambda: _same_again("quiet_gate"),
        "scenario 'quiet_gate' opens one world on every seed",
    ),
    "a view that never looks the same": (
        "looking_changes_nothing",
        _restless,
        f"'keeper' sees two things in one state of {FIRST}",
    ),
    "a panel from elsewhere": (
        "roles_see_their_sources",
        lambda: _with_role("spotter", sources=()),
        "'spotter' is shown 'log' in Setting(scenario='busy_gate', mode='watch', seed=0)",
    ),
    "a move of another role": (
        "roles_see_their_sources",
        lambda: _offering("point"),
        f"'keeper' is offered 'point', which it cannot do, in {FIRST}",
    ),
    "the truth in a heading": (
        "the_truth_stays_hidden",
        lambda: _headed(lambda state: " or ".join(GAME.secrets(state))),
        f"'spotter' reads 'password_spray' in {ATTACKED}",
    ),
    "a truth that is quoted": (
        "the_truth_stays_hidden",
        lambda: varied(_headed(lambda _: 'it is C:\\"x"'), secrets=lambda _: ('C:\\"x"',)),
        "'spotter' reads 'C:\\\\\"x\"' in Setting(scenario='busy_gate', mode='watch', seed=0)",
    ),
    "the seed in a heading": (
        "the_seed_stays_hidden",
        _seed_teller,
        f"'spotter' reads the seed in {replace(ATTACKED, seed=TELLING_SEED)}",
    ),
    "a verifier of many minds": (
        "everyone_finishes",
        _moody,
        f"'alarmist' on {FIRST} does not replay: verdicts are recorded otherwise",
    ),
    "nonsense that pays": (
        "nonsense_never_pays",
        lambda: _paying(gate("well_formed", "1")),
        "garbage 0 earns 'keeper' 1000000 in Setting(scenario='busy_gate', mode='watch', seed=0)",
    ),
    "nobody is asked": (
        "failures_are_not_scored",
        _silent,
        f"an episode without a reply is scored in {FIRST}",
    ),
    "an oracle below its promise": (
        "scores_keep_their_order",
        lambda: _with_scenarios(lambda it: varied(it, oracle_at_least=ONE + 1)),
        "the oracle earns 1000000 in 'busy_gate'",
    ),
    "an oracle that errs in one scenario": (
        "scores_keep_their_order",
        _forgetful,
        "the oracle earns -1000000 in 'quiet_gate'",
    ),
    "random play above its bound": (
        "scores_keep_their_order",
        lambda: _with_scenarios(lambda it: varied(it, random_at_most=-ONE)),
        "random play earns ",
    ),
}
"""A law, a game that breaks that law and no other, and what is said about it first."""


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_game_breaks_exactly_its_law(fault: str) -> None:
    """A fault is found, told, and blamed on nothing else."""
    law, broken, sentence = BROKEN[fault]
    found = breaches(broken(), SEEDS)

    assert found[0].startswith(f"{law}: {sentence}")
    assert {breach.partition(":")[0] for breach in found} == {law}


def test_every_law_has_a_game_that_breaks_it() -> None:
    """No law stands that nothing is known to break."""
    assert {law for law, _, _ in BROKEN.values()} == {law.__name__ for law in LAWS}


def test_the_small_game_keeps_every_law() -> None:
    """The game from which the broken ones are made is sound itself."""
    assert breaches(GAME) == ()


def _changeable() -> Game[State]:
    """Return the game that opens another world each time, whatever the seed."""
    times = count()
    return varied(
        GAME, open=lambda scenario, mode, _: GAME.open(scenario, mode, Seed.of(next(times)))
    )


def _writing(state: State, move: Action | Malformed) -> Step[State]:
    """Leave a mark in the state that was handed over, which nobody may."""
    msgspec.structs.force_setattr(state, "decision", "calm")
    return GAME.apply(state, move)


SPOILT: dict[str, tuple[str, Callable[[], Game[State]], str]] = {
    "no standard recipe": (
        "names_agree",
        lambda: varied(GAME, recipes={}),
        "there is no recipe called 'standard'",
    ),
    "no random play": (
        "names_agree",
        lambda: varied(GAME, policies={"oracle": GAME.policies["oracle"]}),
        "there is no policy called 'random'",
    ),
    "a role without moves": (
        "roles_have_briefs_and_moves",
        lambda: _with_role("keeper", moves=()),
        "'keeper' has no moves",
    ),
    "a new world each time": (
        "seeds_decide_the_world",
        _changeable,
        "scenario 'busy_gate' opens two worlds on one seed",
    ),
    "a state that is written to": (
        "looking_changes_nothing",
        lambda: varied(GAME, apply=_writing),
        f"looking or trying changed the state of {FIRST}",
    ),
    "a failure that is scored": (
        "failures_are_not_scored",
        lambda: varied(GAME, to_move=lambda _: None),
        f"an episode without a reply is scored in {FIRST}",
    ),
}
"""Games that break more than one law at once, or cannot be played at all."""


@pytest.mark.parametrize("fault", SPOILT)
def test_a_law_finds_its_fault_in_a_game_that_cannot_be_played(fault: str) -> None:
    """Each law can be asked alone, so that one fault does not hide another."""
    name, spoilt, sentence = SPOILT[fault]
    law = next(law for law in LAWS if law.__name__ == name)

    assert sentence in list(law(Trial(spoilt(), SEEDS)))


def test_two_seeds_can_show_that_seeds_differ() -> None:
    """Tried on two seeds, a game that opens one world on both is blamed."""
    found = breaches(_same_again("busy_gate"), range(2))

    assert found == ("seeds_decide_the_world: scenario 'busy_gate' opens one world on every seed",)


def test_a_mean_is_told_for_each_role_and_episode() -> None:
    """What random play is said to earn is what one role earns in one episode."""
    greedy = _with_scenarios(lambda scenario: varied(scenario, random_at_most=-ONE))
    told = [int(breach.split(" earns ")[1].split(" in ")[0]) for breach in breaches(greedy, SEEDS)]

    assert len(told) == len(GAME.scenarios)
    assert all(-ONE < mean < ONE // 4 for mean in told)


def test_only_measured_roles_are_held_to_the_bounds() -> None:
    """A role that is not measured may earn what it likes; one that is keeps to the bounds."""
    tables = {**STANDARD.tables, "spotter": (gate("well_formed", "-1"), pay("pointed_right", "0"))}
    unpaid = _with_recipe(replace(STANDARD, tables=tables), "standard")
    keepers = {
        name: varied(scenario, measured=("keeper",)) for name, scenario in GAME.scenarios.items()
    }

    assert breaches(unpaid, SEEDS) != ()
    assert breaches(varied(unpaid, scenarios=keepers), SEEDS) == ()


def test_one_seed_cannot_show_that_seeds_differ() -> None:
    """Tried on a single seed, a game is not blamed for opening a single world."""
    assert breaches(GAME, range(1)) == ()


def test_a_trial_is_every_scenario_and_mode_on_every_seed() -> None:
    """Nothing that can be played is left untried."""
    settings = list(Trial(varied(GAME, modes=("watch", "drill")), range(3)).settings())

    assert len(set(settings)) == len(settings) == len(GAME.scenarios) * 2 * 3
