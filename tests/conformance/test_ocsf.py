import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from conformance.test_dialects import cases
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.world.event import EventType
from watchfloor.world.events import EVENT_TYPES

SCHEMA = Path(__file__).parents[2].with_name("shared") / "data/telemetry/ocsf-1.8.0-subset.json"
WRITE = DIALECTS["ocsf"].write
BASE = {"time", "class_uid", "category_uid", "activity_id", "type_uid", "severity_id", "metadata"}
"""What events of every class have."""


@cache
def schema() -> dict[str, Any]:
    """Return the schema, or skip the test that asks for it."""
    if not SCHEMA.is_file():
        pytest.skip("no copy of the OCSF schema lies in ../shared/data/telemetry")
    found: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
    return found


def faults(rules: dict[str, Any], found: dict[str, Any], where: str) -> Iterator[str]:
    """Return what is wrong with the object *found* at *where*, by the *rules* of its attributes."""
    profiles = found.get("metadata", {}).get("profiles", ["datetime", "host"])
    for name, rule in rules.items():
        if rule["r"] == "req" and rule.get("prof") in (None, *profiles) and name not in found:
            yield f"{where} lacks {name}"
    for name, value in found.items():
        rule = rules.get(name)
        if rule is None:
            yield f"{where} has {name}"
        else:
            for item in value if rule.get("arr") else [value]:
                yield from _item_faults(rule, item, f"{where}.{name}")


def _item_faults(rule: dict[str, Any], item: object, where: str) -> Iterator[str]:
    inner = schema()["objects"].get(rule["t"])
    if isinstance(item, dict):
        yield from faults(inner, item, where) if inner else [f"{where} is an object"]
    elif inner or isinstance(item, list):
        yield f"{where} is no object"
    elif isinstance(item, int) == (
        rule["t"] not in ("integer_t", "long_t", "port_t", "timestamp_t")
    ):
        yield f"{where} is no {rule['t']}"
    elif item not in rule.get("enum", [item]):
        yield f"{where} is {item}"


def _classes() -> dict[int, dict[str, Any]]:
    return {found["uid"]: found["attrs"] for found in schema()["classes"].values()}


def test_a_class_of_the_schema_is_kept() -> None:
    """An event whose class is in the schema has what it demands, and nothing that it lacks."""
    classes = _classes()
    events = [event for case in cases() for event in case.events]
    events += [kind.example for kind in EVENT_TYPES.values()]
    lines = [json.loads(WRITE(event)) for event in events]
    found = {
        fault
        for line in lines
        if line["class_uid"] in classes
        for fault in faults(classes[line["class_uid"]], line, line["class_name"])
    }

    assert sorted(found) == []
    assert len({line["class_uid"] for line in lines} & set(classes)) >= 12


def test_a_fault_would_be_seen() -> None:
    """The walk over the schema sees what is lacking, unknown, of another kind or not listed."""
    rules = _classes()[1007]
    line = json.loads(WRITE(EVENT_TYPES["process_start"].example))
    line["process"]["shoe_size"] = 1
    line["severity_id"] = 7
    line["time"] = "now"
    del line["device"]["type_id"]

    assert list(faults(rules, line, "it")) == [
        "it.time is no timestamp_t",
        "it.severity_id is 7",
        "it.device lacks type_id",
        "it.process has shoe_size",
    ]


@pytest.mark.parametrize("kind", EVENT_TYPES.values(), ids=EVENT_TYPES)
def test_an_event_has_what_all_classes_have(kind: EventType) -> None:
    """The class is that of the type, and the numbers of class, activity and type agree."""
    line = json.loads(WRITE(kind.example))

    assert set(line) >= BASE
    assert line["type_uid"] == line["class_uid"] * 100 + line["activity_id"]
    assert line["class_uid"] == kind.ocsf_class
