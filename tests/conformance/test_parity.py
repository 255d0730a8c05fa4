"""What the descriptions of the two games ask for is there, and the page that says so is true."""

import ast
import re
from pathlib import Path

import pytest

from integration.terminal import ROOT
from watchfloor.logsentinel import roles, scenarios
from watchfloor.logsentinel.latent import Latent
from watchfloor.logsentinel.state import PHASES
from watchfloor.opensoc.actions import CraftedEvent, CraftIncident, SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.opensoc.stages import STAGES

PAGE = (ROOT / "docs/parity.md").read_text("utf-8")
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in PAGE.splitlines()
    if line.startswith("| ") and "`" in line
]


def _tests(path: Path) -> set[str]:
    """Return the names of the tests in the file at *path*."""
    tree = ast.parse(path.read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row[0][:50])
def test_what_a_row_names_is_there(row: list[str]) -> None:
    """The file or folder exists, and so does a test of that name in that file."""
    _, place, proof = row
    file, _, name = proof.strip("`").partition("::")

    assert (ROOT / place.strip("`")).exists()
    assert name.startswith("test_")
    assert name in _tests(ROOT / file)


def test_the_page_has_a_row_for_everything_asked() -> None:
    """As many as the two descriptions have points, each told once."""
    sections = re.split(r"^## ", PAGE, flags=re.MULTILINE)[1:]
    counts = {part.split("\n")[0]: part.count("\n| ") - 1 for part in sections}

    assert counts == {"opensoc": 14, "logsentinel": 17}
    assert len({row[0] for row in ROWS}) == len(ROWS) == sum(counts.values())


def test_the_answers_stand_in_the_order_of_their_cost() -> None:
    """From looking away to waking somebody."""
    assert ANSWERS == ("dismiss", "monitor", "quarantine_host", "block_ip", "escalate")


def test_the_moves_have_the_fields_of_the_description() -> None:
    """A field of ours stands behind those that were asked for."""
    assert CraftIncident.__struct_fields__ == ("target_label", "category", "events", "narrative")
    assert {*CraftedEvent.__struct_fields__} == {"event_type", "fields", "timestamp", "log_id"}
    assert SubmitTriage.__struct_fields__[:3] == ("action", "cited_log_id", "rationale")


def test_the_stages_have_the_names_of_the_description() -> None:
    """In the order in which they are played."""
    assert list(STAGES) == ["stage1_basic", "stage2_multi", "stage3_mixed", "stage4_adversarial"]


def test_the_roles_of_the_war_room_are_four() -> None:
    """One commands, three know their own part."""
    assert sorted(roles.ROLES) == ["app_sre", "db_sre", "incident_commander", "security_analyst"]


def test_the_phases_of_the_war_room_are_five() -> None:
    """In their order."""
    assert PHASES == ("detect", "triage", "mitigate", "verify", "report")


def test_the_hidden_quantities_are_six() -> None:
    """They stand behind the minute that they are of."""
    assert Latent._fields[1:] == (
        "service_health",
        "replication_lag",
        "error_rate",
        "attack_signal",
        "queue_depth",
        "containment",
    )


def test_the_war_room_has_three_levels() -> None:
    """Whatever other scenarios there are."""
    assert {"easy", "medium", "hard"} <= set(scenarios.SCENARIOS)
