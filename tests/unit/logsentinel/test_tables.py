import pytest

from watchfloor.errors import BadExtension
from watchfloor.logsentinel import tables
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS


def test_what_a_type_says_of_a_mitigation_stands_in_the_row_of_the_mitigation() -> None:
    """Whoever fixes or holds what is joined from the end that says it."""
    for kind, it in enumerate(INCIDENT_TYPES.values()):
        for name in it.fixed_by:
            assert tables.MITIGATION_ROWS[tables.MITIGATION_INDEX[name]].fixes >> kind & 1
        for name in it.contained_by:
            assert tables.MITIGATION_ROWS[tables.MITIGATION_INDEX[name]].contains >> kind & 1


def test_a_playbook_holds_what_contains_and_what_fixes() -> None:
    """The mitigations of a playbook are those that help against the type, and no others."""
    for kind, it in enumerate(INCIDENT_TYPES.values()):
        names = {
            name
            for index, name in enumerate(tables.MITIGATION_NAMES)
            if tables.PLAYBOOKS[kind] >> index & 1
        }
        told = {
            other.name for other in MITIGATIONS.values() if it.name in other.contains + other.fixes
        }

        assert names == {*it.fixed_by, *it.contained_by, *told}


def test_what_needs_containment_has_somebody_who_contains() -> None:
    """No incident is hopeless: what is real can be fixed, and held where it has to be."""
    for it in INCIDENT_TYPES.values():
        if it.family != "harmless":
            assert it.fixed_by
            assert it.contained_by or not it.needs_containment


def test_sightings_are_joined_from_both_ends_and_the_earliest_comes_first() -> None:
    """A type shows where rules say so, in the order in which it shows."""
    for kind, name in enumerate(tables.TYPE_NAMES):
        shown = tables.SHOWN[kind]
        told = sum(it.incident_type == name for r in EVIDENCE_RULES.values() for it in r.shows)

        assert len(shown) == told + len(INCIDENT_TYPES[name].leaves)
        assert [it.delay for it in shown] == sorted(it.delay for it in shown)


def test_a_name_that_nothing_has_stops_the_program() -> None:
    """A table that points nowhere says who points there and what there is."""
    with pytest.raises(BadExtension, match="rollback names 'no_such', which does not exist"):
        tables._place(tables.TYPE_INDEX, "no_such", "rollback")


def test_every_source_has_one_owner() -> None:
    """Each source can be asked by exactly one role."""
    assert set(tables.OWNER) == set(tables.SOURCE_INDEX)


def test_the_digest_names_the_numbers() -> None:
    """The digest is a hash of everything that the kernel computes with."""
    assert len(tables.DIGEST) == 64


def test_what_disturbs_nothing_is_no_strain() -> None:
    """Telling the users is free, cutting off a machine is not."""
    rows = dict(zip(tables.MITIGATION_NAMES, tables.MITIGATION_ROWS, strict=True))

    assert rows["post_status"].strain == 0
    assert rows["isolate_host"].strain > rows["restart"].strain > 0
