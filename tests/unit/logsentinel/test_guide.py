from watchfloor.logsentinel import guide
from watchfloor.logsentinel.evidence_rules import EVIDENCE_RULES
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS

LINES = [item.text for item in guide.PANEL.items]


def test_everything_that_can_be_named_in_a_move_is_told() -> None:
    """Each incident type, mitigation and evidence rule has a line that begins with its name."""
    named = {line.split(" ")[0].rstrip(":") for line in LINES}

    assert [
        name
        for catalogue in (INCIDENT_TYPES, MITIGATIONS, EVIDENCE_RULES)
        for name in catalogue
        if name not in named
    ] == []


def test_a_type_is_told_with_what_helps_against_it() -> None:
    """The line of an intrusion says where it can be, how grave it is and what to do."""
    line = next(line for line in LINES if line.startswith("insider_theft "))

    assert "on primary, bastion, first_replica" in line
    assert "Severity 2; contain with disable_account; fix with rotate_secrets." in line


def test_ids_of_the_lines_are_different() -> None:
    """No two lines of the runbook have one id."""
    ids = [item.id for item in guide.PANEL.items]

    assert len(set(ids)) == len(ids)
