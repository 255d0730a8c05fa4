import pytest

from browsing import Seen, at, faults, overflows, shot, tabbed
from served import Server, serving

pytestmark = pytest.mark.slow


def test_fifty_alerts_at_least_were_answered_before(server: Server) -> None:
    """They are there without any model."""
    _, listed = server.ask("GET", "/page/pairs")

    assert listed["count"] >= 50


def test_two_answers_are_compared_by_mouse(server: Server, seen: Seen) -> None:
    """The truth stays hidden until it is asked for; then it lights up, and both are priced."""
    page = seen.page
    at(page, server, "pairs?number=2")
    before = page.locator("li.proof").count()
    page.click("text=Show what was true")
    page.wait_for_selector(".truth .verdict")
    page.wait_for_timeout(700)
    shot(page, "pairs-told")
    found = [*faults(page), *map(str, overflows(page))]

    assert before == 0
    assert page.locator("li.proof").count() > 0
    assert page.locator(".truth .priced").count() == 2
    assert found == []


def test_the_next_pair_is_reached_by_keyboard_and_back_leads_back(
    server: Server, seen: Seen
) -> None:
    """The address names the pair, so the button of the browser leads back to the one before."""
    page = seen.page
    at(page, server, "pairs?number=2")
    tabbed(page, "button.next")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=4 of")
    page.go_back()
    page.wait_for_selector("text=3 of")

    assert page.locator(".answerer").count() == 2


def test_a_policy_that_is_there_is_asked_now(seen: Seen) -> None:
    """It answers when it is asked, and is paid with the others once the truth is told."""
    page = seen.page
    with serving(("--policy", "always_dismiss")) as server:
        at(page, server, "pairs?number=2&after=always_dismiss")
        tabbed(page, ".answerer .answer button")
        page.keyboard.press("Enter")
        page.wait_for_selector(".answerer:has-text('always_dismiss') .answer .big")
        page.click("text=Show what was true")
        page.wait_for_selector(".truth .verdict")
        shot(page, "pairs-live")

        assert page.locator(".truth .priced").count() == 2
