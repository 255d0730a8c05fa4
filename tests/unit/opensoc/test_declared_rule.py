"""A Sigma rule asks of an event what Sigma says that it asks."""

from typing import Any

import pytest

from watchfloor.opensoc.declared import Declaration
from watchfloor.world.event import Event

NIGHT = 80_000


def _rule(detection: dict[str, Any], category: str = "process_start") -> Declaration:
    """Return a declaration of one rule with *detection*, and a policy that dismisses everything."""
    rule = {
        "title": "Tried",
        "id": "0",
        "name": "tried",
        "status": "test",
        "description": "Tried.",
        "taxonomy": "soc",
        "logsource": {"category": category, "product": "soc"},
        "detection": detection,
        "level": "low",
    }
    policy = {
        "title": "None",
        "answers": ["dismiss"],
        "grades": {"attempt": "low"},
        "about": {},
        "works": {"record": {}, "named_by": "role", "opens": "opens", "closes": "closes"},
        "explains": [],
        "runbook": [],
        "otherwise": {"row": "explained", "answer": "dismiss"},
    }
    return Declaration([rule], policy)


SEEN = Event(
    "log-01",
    NIGHT,
    "process_start",
    host="ws-01",
    process="CMD.exe",
    command="cmd.exe /c dir C:\\Temp\\x",
    source_ip="203.0.113.7",
    size=200,
)


@pytest.mark.parametrize(
    ("line", "holds"),
    [
        ({"process": "cmd.EXE"}, True),
        ({"process": ["a.exe", "cmd.exe"]}, True),
        ({"process": "cmd"}, False),
        ({"command|contains": "\\temp\\"}, True),
        ({"command|contains|all": ["dir", "TEMP"]}, True),
        ({"command|contains|all": ["dir", "del"]}, False),
        ({"command|startswith": "CMD"}, True),
        ({"command|endswith": "\\X"}, True),
        ({"size|gte": 200}, True),
        ({"size|gte": 201}, False),
        ({"port": None}, True),
        ({"size": None}, False),
        ({"user|exists": False}, True),
        ({"user|exists": True}, False),
        ({"source_ip|cidr": "203.0.113.0/24"}, True),
        ({"source_ip|cidr": ["10.0.0.0/8", "203.0.113.4/30"]}, True),
        ({"source_ip|cidr": "203.0.113.8/29"}, False),
        ({"user|contains": "a"}, False),
        ({"process": "cmd.exe", "user": "ada"}, False),
    ],
)
def test_a_modifier_asks_what_sigma_says_it_asks(line: dict[str, Any], *, holds: bool) -> None:
    """Texts are compared without case, what is missing matches only `null`, lists mean either."""
    found = _rule({"selection": line, "condition": "selection"}).proofs([SEEN])["tried"]

    assert bool(found) == holds


def test_an_address_that_is_none_lies_nowhere() -> None:
    """Text that merely begins like an address is in no range."""
    rule = _rule({"selection": {"source_ip|cidr": "0.0.0.0/0"}, "condition": "selection"})
    odd = ["203.0.113.999", "203.0.113", "203.0.113.7.8", "203.0.113.x", "\u0661.2.3.4"]
    events = [Event("log-01", 0, "process_start", source_ip=ip) for ip in odd]

    assert rule.proofs(events)["tried"] == []


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("yes", True),
        ("not yes", False),
        ("yes and no", False),
        ("yes or no", True),
        ("no and no or yes", True),
        ("no and (no or yes)", False),
        ("not no and yes", True),
        ("not (no or yes)", False),
        ("either", True),
    ],
)
def test_a_condition_binds_as_sigma_binds(condition: str, *, holds: bool) -> None:
    """`not` binds most, then `and`, then `or`; brackets go before all."""
    detection = {
        "yes": {"process": "cmd.exe"},
        "no": {"process": "sh"},
        "either": [{"process": "sh"}, {"process": "cmd.exe"}],
        "condition": condition,
    }

    assert bool(_rule(detection).proofs([SEEN])["tried"]) == holds
