import pytest

from browsing import Seen, at, faults, overflows, shot, tabbed
from served import Server

BRIEF = "craft?scenario=stage2_multi&against=heuristic&index=5"

pytestmark = pytest.mark.slow


def test_the_gate_answers_as_one_types(server: Server, seen: Seen) -> None:
    """An event by itself is turned away with a reason; an example is let through, and judged."""
    page = seen.page
    at(page, server, BRIEF)
    page.click("button.add")
    page.wait_for_selector(".gate.shut")
    page.click("button.example")
    page.wait_for_selector(".gate.open")
    shot(page, "craft-open")
    found = [*faults(page), *map(str, overflows(page))]
    page.reload()
    page.wait_for_selector(".gate.open")
    page.click("text=Submit to the defender")
    page.wait_for_selector(".verdict")
    shot(page, "craft-told")
    found += [*faults(page), *map(str, overflows(page))]

    assert found == []
    assert page.locator(".priced .total").count() == 1


def test_an_incident_is_crafted_by_keyboard_alone(server: Server, seen: Seen) -> None:
    """Tab and Enter reach the example, the fields and the button that submits."""
    page = seen.page
    at(page, server, BRIEF.replace("index=5", "index=6"))
    tabbed(page, "button.example")
    page.keyboard.press("Enter")
    page.wait_for_selector(".gate.open")
    tabbed(page, "button.main")
    page.keyboard.press("Enter")
    page.wait_for_selector(".verdict")

    assert page.evaluate("document.activeElement.tagName") == "H1"


def test_what_is_typed_changes_what_the_gate_says(server: Server, seen: Seen) -> None:
    """A machine that nobody knows is turned away, with its name."""
    page = seen.page
    at(page, server, BRIEF)
    page.click("button.example")
    page.wait_for_selector(".gate.open")
    page.fill(".events li >> nth=0 >> input >> nth=1", "nobody-knows-it")
    page.wait_for_selector(".gate.shut")

    assert "nobody-knows-it" in page.inner_text(".gate")
