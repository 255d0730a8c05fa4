import pytest

from architecture.source import ROOT
from watchfloor.opensoc import guide
from watchfloor.opensoc.runbook import EXPLAINED, ROWS
from watchfloor.world.rule import Rule
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

TEXTS = [item.text for item in guide.PANEL.items]
PAGE = guide.markdown()


def test_the_rows_are_told_in_the_order_in_which_they_are_tried() -> None:
    """The reader sees the table that the verifier executes, answer, name and reason."""
    told = [f"{row.answer} ({row.name}): {row.when}" for row in (*ROWS, EXPLAINED)]

    assert [text for text in TEXTS if text in told] == told
    rows = [f"| {row.answer} | {row.name} | {row.when} |" for row in (*ROWS, EXPLAINED)]

    assert [line for line in PAGE.splitlines() if line in rows] == rows


@pytest.mark.parametrize("work", WORKS)
def test_every_work_is_told_with_what_it_covers(work: str) -> None:
    """Which record explains which sign is written down."""
    (line,) = (text for text in TEXTS if text.startswith(f"{work} ("))
    covered = line.partition("covers: ")[2].split(", ")

    assert covered == (list(WORKS[work].covers) or ["nothing"])
    assert f"| {work} | {WORKS[work].summary} | {', '.join(covered)} |" in PAGE


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_every_sign_is_told_with_its_grade(rule: Rule) -> None:
    """A reader knows of each rule what it looks for and how grave it is."""
    found = rule
    (line,) = (text for text in TEXTS if text.startswith(f"{found.grade}, "))

    assert found.name in line.partition(": ")[2].split(", ")
    assert f"{found.name}: {found.summary}" in TEXTS
    assert f"| {found.grade} | {found.name} | {found.summary} |" in PAGE


def test_the_panel_is_generated_anew_as_it_is() -> None:
    """What is shown depends on the tables alone, each line under an id of its own."""
    ids = [item.id for item in guide.PANEL.items]

    assert guide.panel() == guide.PANEL
    assert len(set(ids)) == len(ids)


def test_the_page_of_the_game_has_the_runbook_of_today() -> None:
    """What `docs/opensoc.md` says of the runbook is what the verifier does."""
    page = (ROOT / "docs" / "opensoc.md").read_text("utf-8")
    runbook = (
        PAGE.replace("# Runbook", "## the runbook", 1)
        .replace("\n## W", "\n### w")
        .replace("\n## S", "\n### s")
    )

    assert runbook in page
