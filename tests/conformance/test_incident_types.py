from collections import Counter

import pytest

from watchfloor.logsentinel.estate import SLOTS
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.fixed_point import ONE
from watchfloor.logsentinel.incident_type import IncidentType
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS

NAMES = {slot.name for slot in SLOTS}
HARMFUL = [kind for kind in INCIDENT_TYPES.values() if kind.family != "harmless"]
HARMLESS = [kind for kind in INCIDENT_TYPES.values() if kind.family == "harmless"]
EVERY = pytest.mark.parametrize("kind", INCIDENT_TYPES.values(), ids=INCIDENT_TYPES)
EVERY_HARMFUL = pytest.mark.parametrize("kind", HARMFUL, ids=lambda kind: kind.name)
EVERY_HARMLESS = pytest.mark.parametrize("kind", HARMLESS, ids=lambda kind: kind.name)


def holding(kind: IncidentType) -> set[str]:
    """Return the mitigations that contain *kind*, whichever end says so."""
    told = {each.name for each in MITIGATIONS.values() if kind.name in each.contains}
    return told | set(kind.contained_by)


def ending(kind: IncidentType) -> set[str]:
    """Return the mitigations that fix *kind*, whichever end says so."""
    told = {each.name for each in MITIGATIONS.values() if kind.name in each.fixes}
    return told | set(kind.fixed_by)


def test_there_are_outages_intrusions_and_what_only_looks_like_them() -> None:
    """The war-room knows at least eight outages, eight intrusions and six red herrings."""
    found = Counter(kind.family for kind in INCIDENT_TYPES.values())

    assert found["operational"] >= 8
    assert found["security"] >= 8
    assert found["harmless"] >= 6


@EVERY
def test_an_incident_type_happens_somewhere(kind: IncidentType) -> None:
    """Each names slots of the estate, each once."""
    assert kind.slots
    assert len(set(kind.slots)) == len(kind.slots)
    assert set(kind.slots) <= NAMES


@EVERY
def test_an_incident_type_is_told_in_sentences(kind: IncidentType) -> None:
    """What the runbook says ends with a full stop and does not repeat the name."""
    assert kind.summary[0].isupper()
    assert kind.summary.endswith(".")
    assert kind.name not in kind.summary


@EVERY
def test_an_incident_type_grows_and_acts_within_bounds(kind: IncidentType) -> None:
    """It comes to full strength in a tick at the fastest, and acts once on a channel."""
    channels = [channel for channel, _ in kind.effects]

    assert 0 < kind.growth <= ONE
    assert len(set(channels)) == len(channels)
    assert all(0 < amount <= 2 * ONE for _, amount in kind.effects)


@EVERY
def test_a_playbook_names_mitigations_that_exist(kind: IncidentType) -> None:
    """What holds or ends an incident is in the catalogue, and nothing does both."""
    assert holding(kind) | ending(kind) <= set(MITIGATIONS)
    assert not holding(kind) & ending(kind)


@EVERY
def test_what_an_incident_type_leaves_exists(kind: IncidentType) -> None:
    """A sighting that a type tells itself names a rule, itself and a place."""
    assert {rule for rule, _ in kind.leaves} <= set(EVIDENCE_RULES)
    assert all(sighting.incident_type == kind.name for _, sighting in kind.leaves)
    assert all(sighting.at in {"own", *NAMES} for _, sighting in kind.leaves)


@EVERY_HARMFUL
def test_every_incident_can_be_ended(kind: IncidentType) -> None:
    """There is a fix, and a containment where the incident would come back without."""
    assert ending(kind)
    assert holding(kind) or not kind.needs_containment
    assert 1 <= kind.severity <= 3


@EVERY_HARMFUL
def test_every_incident_hurts(kind: IncidentType) -> None:
    """It acts on its service or costs something of its own."""
    assert kind.effects or kind.damage


@EVERY_HARMFUL
def test_only_intrusions_cost_something_of_their_own(kind: IncidentType) -> None:
    """An outage is paid in the trouble of the services, an intrusion in damage as well."""
    assert (kind.damage > 0) == (kind.family == "security")


@EVERY_HARMLESS
def test_nothing_helps_against_what_is_harmless(kind: IncidentType) -> None:
    """A red herring has no playbook, costs nothing of its own and is never grave."""
    assert not holding(kind) | ending(kind)
    assert not kind.needs_containment
    assert (kind.damage, kind.severity) == (0, 4)


@EVERY_HARMLESS
def test_what_is_harmless_can_stand_for_an_incident(kind: IncidentType) -> None:
    """A red herring happens where something bad can happen as well."""
    assert all(any(slot in other.slots for other in HARMFUL) for slot in kind.slots)
