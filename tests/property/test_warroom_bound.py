"""How little a team of the war-room can earn: reasoned from the recipe, and tried by the bad."""

from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest
import yaml

from watchfloor.agents import games
from watchfloor.logsentinel.actions import Approve, Handoff, Mitigate, Propose
from watchfloor.logsentinel.cells import REST_LAG, SEATS, SERVICES
from watchfloor.logsentinel.fixed_point import ONE as WHOLE
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.kernel import SHED_COST
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.outcome import LOST_WRITE, ORDINARY
from watchfloor.logsentinel.recipes import RECIPES
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.room import MOST_CLAIMS
from watchfloor.logsentinel.state import State, evidence_in, known
from watchfloor.logsentinel.tables import TIER_WEIGHTS
from watchfloor.play.action import Action
from watchfloor.play.episode import Ask, Table
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE, Recipe
from watchfloor.play.seating import Answer, played_out

GAME = games.find("logsentinel")
HORIZON = GAME.most_turns // SEATS
STANDARD = RECIPES["standard"]
ENVIRONMENT = Path(__file__).parents[2] / "envs" / "logsentinel" / "openenv.yaml"


def _collateral() -> int:
    """Return the most that collateral damage can come to, in millionths, over any horizon.

    In a minute no service can lose its users more than its weight, nor the edge turn more away than
    all; and whoever loses writes makes one move a minute. A failover loses what the better replica
    has not copied, and one of them is at rest, as is tested below. What is measured by is never
    less than what an ordinary trouble would have cost in that time.
    """
    lost_writes = max(
        REST_LAG if change.how == "add_least_lag" else change.amount
        for it in MITIGATIONS.values()
        for change in it.changes
        if change.quantity == "lost_writes"
    )
    each_minute = (SERVICES * max(TIER_WEIGHTS) + SHED_COST) * WHOLE + LOST_WRITE * lost_writes
    return each_minute * ONE // ORDINARY


def least(recipe: Recipe) -> int:
    """Return what no seat can earn less than at the prices of *recipe*, in millionths.

    Of what counts by the move, a move is one thing: malformed, refused, done in vain or blind; and
    a duplicate is refused besides. What is worth a point at most is taken in full where it costs.
    """
    weights = {row.term: min(row.weight, 0) for row in recipe.tables["incident_commander"]}
    by_move = min(
        weights.pop("malformed_replies"),
        weights.pop("idle_moves"),
        weights.pop("blind_mitigations"),
        weights["refused_moves"] + weights.pop("duplicate_proposals"),
        weights.pop("refused_moves"),
    )
    by_claim = weights.pop("unsupported_claims") * MOST_CLAIMS
    damage = weights.pop("collateral_damage") * _collateral() // ONE
    return GAME.most_turns * by_move + by_claim + damage + sum(weights.values())


def test_one_replica_at_most_falls_behind() -> None:
    """One type of incident delays replicas, and no world has a type twice; one role loses writes.

    So a failover loses what a replica at rest has not copied, once a minute at most.
    """
    kinds = INCIDENT_TYPES.values()
    late = [it.name for it in kinds if "lag" in [channel for channel, _ in it.effects]]
    losers = [
        it.role
        for it in MITIGATIONS.values()
        if "lost_writes" in [change.quantity for change in it.changes]
    ]
    worlds = [
        GAME.first(Setting(name, "parallel", seed)).world
        for name in GAME.scenarios
        for seed in range(40)
    ]

    assert late == ["replication_lag"]
    assert set(losers) == {"db_sre"}
    assert all(len({it.kind for it in world.incidents}) == len(world.incidents) for world in worlds)


def test_the_declared_range_holds_the_least_and_the_most() -> None:
    """What the environment promises of its rewards follows from its recipe."""
    low, high = yaml.safe_load(ENVIRONMENT.read_text("utf-8"))["validation"]["reward"]["range"]
    best = sum(max(row.weight, 0) for row in STANDARD.tables["incident_commander"])

    assert low * ONE <= least(STANDARD) <= (low + 2) * ONE
    assert high * ONE == best


Hostile = Callable[[Ask[State], int], Action | str]


def _spoiling(*names: str) -> Hostile:
    """Return who orders *names* everywhere, by turns, with whatever approval it takes."""

    def plays(ask: Ask[State], turn: int) -> Action | str:
        services = [name for name in ask.state.world.names if name]
        one = MITIGATIONS[names[turn % len(names)]]
        service = services[turn // 7 % len(services)]
        if ask.role == "incident_commander":
            return _onwards(ask, turn) or Approve(one.name, service)
        return Mitigate(one.name, service, "") if one.role == ask.role else _proposed(ask)

    return plays


def _onwards(ask: Ask[State], turn: int) -> str:
    """Return the move that brings the room to where mitigations are ordered, if it is not there."""
    cells = GAME.observe(ask.state, ask.role).panel("room").items[0].fields
    nexts: Mapping[str, str] = {"detect": "triage", "triage": "mitigate"}
    phase = str(cells["phase"])
    if phase not in nexts:
        return ""
    if phase == "triage" and turn % 2:
        return '{"move": "set_severity", "proposal": "p-1", "severity": 1}'
    return f'{{"move": "advance", "phase": "{nexts[phase]}"}}'


def _proposed(ask: Ask[State]) -> Action | str:
    """Return a proposal that cites anything, made over and over, or the hunt for something."""
    held = evidence_in(ask.state, known(ask.state, ask.role))
    service = next(name for name in ask.state.world.names if name)
    if len(held) > 1:
        return Propose("replication_lag", service, held[:8])
    queries = ROLES[ask.role].queries
    return f'{{"move": "query", "source": "{queries[0]}", "service": "{service}"}}'


HOSTILE: dict[str, Hostile] = {
    "no move": lambda _ask, _turn: "no move",
    "useless": lambda _ask, _turn: Handoff("nobody", ()),
    "all of it": _spoiling(*sorted(MITIGATIONS)),
    "failover": _spoiling("fail_over"),
    "restore": _spoiling("restore_backup", "fail_over"),
    "shed": _spoiling("rate_limit", "scrub_traffic", "isolate_host", "disable_feature"),
}


def _seated(hostile: Hostile) -> Answer:
    turns = count()
    return lambda ask: hostile(ask, next(turns))


@pytest.mark.slow
@pytest.mark.parametrize("mode", GAME.modes)
@pytest.mark.parametrize("name", HOSTILE)
def test_nobody_earns_less_than_the_least(name: str, mode: str) -> None:
    """Whoever tries to do harm, or to do nothing right, stays within what was reasoned."""
    bound, found = least(STANDARD), list[int]()
    for scenario in GAME.scenarios:
        table = Table(Setting(scenario, mode, 7), STANDARD, dict.fromkeys(GAME.roles, "sleep"))
        seats = dict.fromkeys(GAME.roles, _seated(HOSTILE[name]))
        end = played_out(GAME, table, seats).trajectory.end
        found += [it.total for it in end.rewards]

    assert bound <= min(found) < 0
    assert max(found) <= ONE
