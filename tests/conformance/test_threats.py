"""Every way to earn without doing the job, tried at a low effort."""

from typing import Any

import pytest

from watchfloor.agents.games import find, shipped
from watchfloor.audit import auditing
from watchfloor.audit.auditing import Probing
from watchfloor.audit.threats import THREATS
from watchfloor.audit.trial import QUICK

CASES = [
    pytest.param(name, game, id=f"{THREATS[name].id}-{game}")
    for name in THREATS
    for game in THREATS[name].games or shipped()
]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "game"), CASES)
def test_no_probe_falls_short(name: str, game: str) -> None:
    """What a threat measures lies on the right side of its bound, and something is measured."""
    threat, found = THREATS[name], find(game)
    rows = auditing.probe(Probing(game, found.recipes["standard"], QUICK, name))

    assert [row for row in rows if row.fate == "falls short"] == []
    assert rows or threat.exploits


@pytest.mark.parametrize("game", shipped())
def test_every_lazy_policy_stands_for_a_threat(game: str) -> None:
    """No lazy policy is left without a reason, and no reason without its policy."""
    found: Any = find(game)
    tried = {
        it.policy for threat in THREATS.values() for it in threat.exploits if game in threat.games
    }

    assert {name for name, policy in found.policies.items() if policy.is_lazy} <= tried
    assert tried <= set(found.policies)


def test_no_threat_of_the_war_room_is_missing() -> None:
    """Each of the 32 known ways to earn for nothing in the war-room is tried."""
    known = {threat.id for threat in THREATS.values() if threat.id.startswith("C")}

    assert known == {f"C{number}" for number in range(1, 33)}
