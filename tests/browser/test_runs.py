from collections.abc import Iterator
from pathlib import Path

import pytest

import runs
from browsing import Seen, at, faults, overflows, settled, shot, tabbed
from served import Server, serving
from watchfloor.evaluation import reporting, submission
from watchfloor.evaluation.suite import Group, Suite

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server that was started with a run and with the same run handed over."""
    home = tmp_path_factory.mktemp("library")
    policies = ("random", "heuristic", "oracle")
    groups = (
        Group("opensoc", "defender_only", ("stage2_multi",), policies, 3),
        Group("logsentinel", "sequential", ("easy",), policies, 2),
    )
    played = runs.whole(home / "shown", Suite("shown", "For the page.", 1, groups))
    reporting.write(played, 1, lambda _: None)
    submission.pack(played, home / "handed.tar.gz")
    with serving(("--runs", str(home / "shown"), str(home / "handed.tar.gz"))) as found:
        yield found


def test_a_run_is_opened_down_to_a_step(library: Server, seen: Seen) -> None:
    """From the list to the table, to the episodes of a cell, to one of them, to its end."""
    page = seen.page
    at(page, library, "runs")
    page.click("text=shown >> nth=0")
    page.wait_for_selector(".earned")
    shot(page, "runs-told")
    found = [*faults(page), *map(str, overflows(page))]
    page.click(".earned tbody tr:has-text('logsentinel'):has-text('heuristic') a")
    page.wait_for_selector("text=the least paid first")
    page.click("tbody a >> nth=0")
    page.wait_for_selector(".scrubber")
    found += [*faults(page), *map(str, overflows(page))]
    page.click("button.last")
    page.wait_for_selector(".curves")

    assert found == []
    assert page.locator(".pane").count() == 4


def test_two_policies_are_seen_side_by_side(library: Server, seen: Seen) -> None:
    """On the same world, with one scrubber, and both endings."""
    page = seen.page
    at(page, library, "runs?run=handed")
    page.click(".earned tbody tr:has-text('opensoc'):has-text('heuristic') a")
    page.wait_for_selector("text=the least paid first")
    page.click("tbody a >> nth=0")
    page.wait_for_selector(".scrubber")
    page.get_by_label("Side by side with").select_option(index=1)
    page.wait_for_selector(".screens.two")
    tabbed(page, "button.forward")
    page.keyboard.press("Enter")
    page.wait_for_selector(".priced")
    shot(page, "runs-beside")

    assert page.locator(".screen").count() == 2
    assert page.locator(".screen .reply").count() == 2


def test_a_link_leads_to_a_step(library: Server, seen: Seen) -> None:
    """The address of a step is kept while the scrubber moves, and found again by a reload."""
    page = seen.page
    at(page, library, "runs?run=shown")
    page.click(".earned tbody tr:has-text('logsentinel'):has-text('oracle') a")
    page.wait_for_selector("text=the least paid first")
    page.click("tbody a >> nth=0")
    page.wait_for_selector(".scrubber")
    page.click("button.forward")
    page.wait_for_function("() => location.hash.includes('step=1')")
    page.reload()
    settled(page)

    assert page.inner_text(".where").startswith("step 1 of")


def test_the_report_is_shown_and_runs_nothing(library: Server, seen: Seen) -> None:
    """It carries its style inside, which the page itself may not."""
    page = seen.page
    at(page, library, "runs?run=shown&report=1")
    frame = page.frame_locator("iframe.report")
    frame.locator("h1").wait_for()
    shot(page, "runs-report")

    assert "Evaluation by suite" in frame.locator("h1").inner_text()


def test_what_is_no_run_is_told_in_a_sentence(library: Server, tmp_path: Path) -> None:
    """An unknown name says which there are."""
    del tmp_path
    status, told = library.ask("GET", "/page/run?run=nowhere")

    assert status == 422
    assert "shown" in told["error"]["message"]
