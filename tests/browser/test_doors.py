"""Servers that do not let everybody in, and those that examine."""

from pathlib import Path

import pytest

from browsing import Seen, address, at, faults, settled, shot
from served import serving

ALERT = "triage?scenario=stage2_multi&mode=defender_only&index=5"

pytestmark = pytest.mark.slow


def test_a_server_with_a_token_asks_for_it(seen: Seen) -> None:
    """A wrong token is asked for again, and the right one opens every view."""
    page = seen.page
    with serving(("--token-variable", "DOOR"), DOOR="open-sesame") as server:
        page.goto(address(server, ALERT))
        page.get_by_label("Token").fill("guess")
        page.keyboard.press("Enter")
        page.get_by_label("Token").wait_for()
        shot(page, "token")
        found = faults(page)
        page.get_by_label("Token").fill("open-sesame")
        page.keyboard.press("Enter")
        settled(page)
        answers = page.locator("input[name=answer]").count()
        mine = page.evaluate("sessionStorage.getItem('token')")
    seen.wrong[:] = [it for it in seen.wrong if "403" not in it]

    assert (answers, found, mine) == (5, [], "open-sesame")


def test_an_examination_tells_nothing_of_the_truth(seen: Seen, tmp_path: Path) -> None:
    """The answer is taken, and neither what was right nor what it was worth is shown."""
    key = tmp_path / "key"
    key.write_text("0123456789abcdef0123456789abcdef", "utf-8")
    page = seen.page
    with serving(("--examination", str(key))) as server:
        at(page, server, ALERT)
        page.click("text=dismiss")
        page.click("text=Submit")
        page.wait_for_selector("text=examination")
        shot(page, "examination")
        marked = page.locator("li.proof, .priced, .truth").count()
        status, told = server.ask("GET", "/page/ending?game=opensoc&team=heuristic")

    assert marked == 0
    assert status == 403
    assert "examination" in told["error"]["message"]
