"""What every game must keep; shipped for the authors of further ones.

    assert conformance.breaches(GAME) == ()

Each law is a generator over the game that yields a sentence for each breach it finds.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any, TypeAlias

from watchfloor import codec
from watchfloor.errors import BadRecipe
from watchfloor.play.action import Malformed, NoReply, Reply, name_of
from watchfloor.play.episode import Ask, Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.replay import divergence
from watchfloor.play.reward import check
from watchfloor.play.seating import Answer, play, seated
from watchfloor.play.trajectory import START, Trajectory

GARBAGE = ("", "no", "{}", "[" * 5000, '{"move": "nonsense"}', "\ud800", "x" * 70_000)
"""Replies that are no move in any game."""

ENOUGH_FOR_A_MEAN = 48
"""Seeds on which an average says something."""

MOST_TURNS = 120_000
"""Over all scenarios and modes; a game with many of them is tried on fewer seeds of each."""

TELLING_SEED = 7_162_538_496_071
"""A seed whose digits stand in no log by chance."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The game and the seeds it is tried on."""

    game: Game[Any]
    seeds: range

    def settings(self) -> Iterator[Setting]:
        """Return every scenario and mode on every seed."""
        for scenario in self.game.scenarios:
            for mode in self.game.modes:
                for seed in self.seeds:
                    yield Setting(scenario, mode, seed)

    def settings_in_turn(self, first: int = 0) -> Iterator[Setting]:
        """Return every scenario on every seed once, the modes taking turns from the *first* on."""
        modes = self.game.modes
        for turn, (scenario, seed) in enumerate(product(self.game.scenarios, self.seeds), first):
            yield Setting(scenario, modes[turn % len(modes)], seed)


Law: TypeAlias = Callable[[Trial], Iterator[str]]


def breaches(game: Game[Any], seeds: range = range(4)) -> tuple[str, ...]:
    """Return every way in which *game* breaks a law on *seeds*, or nothing."""
    trial = Trial(game, seeds)
    return tuple(f"{law.__name__}: {breach}" for law in LAWS for breach in law(trial))


def _table(game: Game[Any], setting: Setting, policy: str) -> Table:
    return Table(setting, game.recipes["standard"], dict.fromkeys(game.roles, policy))


def _played(game: Game[Any], setting: Setting, policy: str) -> Trajectory:
    return play(game, _table(game, setting, policy))


def _answered(game: Game[Any], setting: Setting, reply: Reply) -> Trajectory:
    """Return the episode in which every seat gives one and the same *reply*."""
    return play(game, _table(game, setting, "fixed"), dict.fromkeys(game.roles, lambda _: reply))


def names_agree(trial: Trial) -> Iterator[str]:
    """Whatever the game lists under a name carries that name."""
    game = trial.game
    for shelf in (game.roles, game.scenarios, game.terms, game.recipes, game.policies):
        for name, thing in shelf.items():
            if thing.name != name:
                yield f"{thing.name!r} is listed as {name!r}"
    if "standard" not in game.recipes:
        yield "there is no recipe called 'standard'"
    for needed in ("random", "oracle"):
        if needed not in game.policies:
            yield f"there is no policy called {needed!r}"


def roles_have_briefs_and_moves(trial: Trial) -> Iterator[str]:
    """Every role knows what it is for and what it may do."""
    for role in trial.game.roles.values():
        if not role.brief.strip():
            yield f"{role.name!r} has no brief"
        if not role.moves:
            yield f"{role.name!r} has no moves"


def recipes_price_what_exists(trial: Trial) -> Iterator[str]:
    """Every recipe names roles and terms of the game."""
    for recipe in trial.game.recipes.values():
        try:
            check(recipe, tuple(trial.game.roles), trial.game.terms)
        except BadRecipe as error:
            yield str(error)


def terms_pay_what_they_say(trial: Trial) -> Iterator[str]:
    """Every term pays its good example more than its bad one."""
    for term in trial.game.terms.values():
        if term.worth(term.pays) <= term.worth(term.refuses):
            yield f"{term.name!r} pays its good example no more than its bad one"


def seeds_decide_the_world(trial: Trial) -> Iterator[str]:
    """The same setting opens the same world; some two seeds open different ones."""
    game = trial.game
    for scenario in game.scenarios:
        worlds = [
            (game.fingerprint(game.first(setting)), game.fingerprint(game.first(setting)))
            for setting in trial.settings()
            if setting.scenario == scenario
        ]
        if any(once != again for once, again in worlds):
            yield f"scenario {scenario!r} opens two worlds on one seed"
        if len({once for once, _ in worlds}) == 1 and len(trial.seeds) > 1:
            yield f"scenario {scenario!r} opens one world on every seed"


def looking_changes_nothing(trial: Trial) -> Iterator[str]:
    """Observing, judging nothing yet, and trying a move leave a state as it was."""
    game = trial.game
    for setting in trial.settings():
        state = game.first(setting)
        before = codec.canonical(state)
        for role in game.roles:
            if game.observe(state, role) != game.observe(state, role):
                yield f"{role!r} sees two things in one state of {setting}"
        game.apply(state, Malformed("tried"))
        if codec.canonical(state) != before:
            yield f"looking or trying changed the state of {setting}"


def sights(trial: Trial) -> Iterator[tuple[Setting, Ask[Any]]]:
    """Return everything that anyone sees when random play and the oracle hold the seats."""
    game = trial.game
    for setting in trial.settings():
        for name in ("random", "oracle"):
            seen: list[Ask[Any]] = []
            table = _table(game, setting, name)
            watched = {role: _watched(seat, seen) for role, seat in seated(game, table).items()}
            play(game, table, watched)
            yield from ((setting, ask) for ask in seen)


def _watched(answer: Answer, seen: list[Ask[Any]]) -> Answer:
    def watched(ask: Ask[Any]) -> Reply:
        seen.append(ask)
        return answer(ask)

    return watched


def roles_see_their_sources(trial: Trial) -> Iterator[str]:
    """No role is shown a panel of a source that is not its own, nor offered a move it has not."""
    for setting, ask in sights(trial):
        role = trial.game.roles[ask.role]
        for panel in ask.observation.panels:
            if panel.source not in role.sources:
                yield f"{role.name!r} is shown {panel.source!r} in {setting}"
        known = set(map(name_of, role.moves))
        for move in sorted(set(ask.observation.moves) - known):
            yield f"{role.name!r} is offered {move!r}, which it cannot do, in {setting}"


def the_truth_stays_hidden(trial: Trial) -> Iterator[str]:
    """No word of the truth is in any observation."""
    for setting, ask in sights(trial):
        shown = codec.canonical(ask.observation)
        for secret in trial.game.secrets(ask.state):
            if codec.canonical(secret)[1:-1] in shown:
                yield f"{ask.role!r} reads {secret!r} in {setting}"


def the_seed_stays_hidden(trial: Trial) -> Iterator[str]:
    """No observation holds the seed that the world was grown from."""
    telling = Trial(trial.game, range(TELLING_SEED, TELLING_SEED + 1))
    for setting, ask in sights(telling):
        if str(TELLING_SEED) in codec.canonical(ask.observation).decode():
            yield f"{ask.role!r} reads the seed in {setting}"


def everyone_finishes(trial: Trial) -> Iterator[str]:
    """Every policy plays every scenario to its end, and the record replays."""
    for number, policy in enumerate(trial.game.policies):
        for setting in trial.settings_in_turn(number):
            flaw = divergence(trial.game, _played(trial.game, setting, policy), START)
            if flaw is not None:
                yield f"{policy!r} on {setting} does not replay: {flaw.reason}"


def nonsense_never_pays(trial: Trial) -> Iterator[str]:
    """Whoever answers with garbage earns no more than any policy does on the same setting."""
    game = trial.game
    for setting in trial.settings_in_turn():
        worst = _worst(game, setting)
        for index, garbage in enumerate(GARBAGE):
            for reward in _answered(game, setting, garbage).end.rewards:
                if reward.total > worst[reward.role]:
                    yield f"garbage {index} earns {reward.role!r} {reward.total} in {setting}"


def _worst(game: Game[Any], setting: Setting) -> dict[str, int]:
    worst: dict[str, int] = {}
    for policy in game.policies:
        for reward in _played(game, setting, policy).end.rewards:
            worst[reward.role] = min(worst.get(reward.role, reward.total), reward.total)
    return worst


def failures_are_not_scored(trial: Trial) -> Iterator[str]:
    """An episode whose player could not be asked carries no reward."""
    for setting in trial.settings():
        end = _answered(trial.game, setting, NoReply("tried")).end
        if end.rewards or not end.no_reply:
            yield f"an episode without a reply is scored in {setting}"


def scores_keep_their_order(trial: Trial) -> Iterator[str]:
    """The oracle earns what its scenario promises; random play stays below its bound."""
    kinds = len(trial.game.scenarios) * len(trial.game.modes)
    count = min(ENOUGH_FOR_A_MEAN, max(1, MOST_TURNS // (kinds * trial.game.most_turns)))
    enough = Trial(trial.game, range(trial.seeds.start, trial.seeds.start + count))
    for scenario in trial.game.scenarios.values():
        settings = [setting for setting in enough.settings() if setting.scenario == scenario.name]
        measured = scenario.measured or tuple(trial.game.roles)
        oracle = _earned(trial.game, settings, "oracle", measured)
        blind = _earned(trial.game, settings, "random", measured)
        if min(oracle) < scenario.oracle_at_least:
            yield f"the oracle earns {min(oracle)} in {scenario.name!r}"
        if sum(blind) > scenario.random_at_most * len(blind):
            yield f"random play earns {sum(blind) // len(blind)} in {scenario.name!r}"


def _earned(
    game: Game[Any], settings: list[Setting], policy: str, roles: tuple[str, ...]
) -> list[int]:
    """Return what the *roles* earned, on average, in each episode that paid one of them."""
    found: list[int] = []
    for setting in settings:
        rewards = _played(game, setting, policy).end.rewards
        totals = [reward.total for reward in rewards if reward.role in roles]
        if totals:
            found.append(sum(totals) // len(totals))
    return found


LAWS: tuple[Law, ...] = (
    names_agree,
    roles_have_briefs_and_moves,
    recipes_price_what_exists,
    terms_pay_what_they_say,
    seeds_decide_the_world,
    looking_changes_nothing,
    roles_see_their_sources,
    the_truth_stays_hidden,
    the_seed_stays_hidden,
    everyone_finishes,
    nonsense_never_pays,
    failures_are_not_scored,
    scores_keep_their_order,
)
