import pytest

from browsing import Seen, at, faults, overflows, settled, shot, tabbed
from served import Server

ALERT = "triage?scenario=stage3_mixed&mode=defender_only&index=7"

pytestmark = pytest.mark.slow


def test_an_alert_is_answered_by_mouse(server: Server, seen: Seen) -> None:
    """The answer brings the verdict, the lit proof, the row of the runbook and the price."""
    page = seen.page
    at(page, server, "triage")
    page.click("text=Next incident")
    settled(page)
    page.wait_for_selector(".clock")
    shot(page, "triage-open")
    page.click(".log .lines label >> nth=0")
    page.click("text=escalate >> nth=0")
    page.click("text=Submit")
    page.wait_for_selector(".verdict")
    shot(page, "triage-told")

    assert page.locator("li.proof").count() > 0
    assert page.locator("tr.decides").count() == 1
    assert page.locator(".priced .total").count() == 1


def test_an_alert_is_answered_by_keyboard_alone(server: Server, seen: Seen) -> None:
    """Tab, space, arrows and Enter reach everything that an answer takes."""
    page = seen.page
    at(page, server, ALERT)
    tabbed(page, "input[name=answer]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    tabbed(page, "form button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".verdict")

    assert page.evaluate("document.activeElement.textContent") in ("Right", "Wrong")


def test_triage_has_no_serious_fault_at_any_width(server: Server, seen: Seen) -> None:
    """Before the answer and after it, in light, at every width."""
    page = seen.page
    at(page, server, ALERT)
    found = [*faults(page), *map(str, overflows(page))]
    page.click("text=monitor")
    page.click("text=Submit")
    page.wait_for_selector(".verdict")
    page.wait_for_timeout(700)
    found += [*faults(page), *map(str, overflows(page))]

    assert found == []
