import json
from typing import Any

import pytest

from browsing import Seen, at, faults, overflows, settled, shot, tabbed
from served import Server
from watchfloor.agents import games
from watchfloor.logsentinel.state import State
from watchfloor.play.game import Setting

WATCHED = "warroom?scenario=medium&mode=sequential&index=4&seat=watch&team=heuristic"
SEAT = "warroom?scenario=easy&mode=sequential&index=4&seat=all&team=heuristic"
FIRST_OF_TRAIN = 1_000_000_000

pytestmark = pytest.mark.slow


def test_a_room_is_entered_and_watched_to_its_end(server: Server, seen: Seen) -> None:
    """The hidden world comes with the last step and not before, with its orders and its twins."""
    page = seen.page
    at(page, server, "warroom")
    page.click("text=Enter the room")
    page.wait_for_selector(".scrubber")
    at(page, server, f"{WATCHED}&step=14")
    shot(page, "warroom-watched")
    early = page.locator(".curves").count()
    panes = page.locator(".pane").count()
    page.click("button.last")
    page.wait_for_selector(".curves figure")
    page.click(".twinning >> nth=0")
    page.wait_for_selector(".curves .curve.twin")
    shot(page, "warroom-told")
    found = [*faults(page), *map(str, overflows(page))]

    assert (early, panes) == (0, 4)
    assert page.locator(".curves figure").count() == 6
    assert page.locator(".curves .landed").count() > 0
    assert found == []


def test_the_step_stands_in_the_address(server: Server, seen: Seen) -> None:
    """A link to a step leads to that step, and the keyboard moves on from it."""
    page = seen.page
    at(page, server, f"{WATCHED}&step=5")
    tabbed(page, "input[type=range]")
    page.keyboard.press("ArrowRight")
    page.wait_for_selector("text=step 6 of")
    page.wait_for_function("() => location.hash.includes('step=6')")

    assert page.locator(".reply").count() == 1


def test_nothing_hidden_is_told_while_a_seat_is_played(server: Server, seen: Seen) -> None:
    """Evidence that nobody holds is in no answer, and neither is what the noise is drawn from."""
    page = seen.page
    told: list[str] = []

    def passed(route: Any) -> None:  # noqa: ANN401  # of the library
        answer = route.fetch()
        told.append("" if "/page/static/" in route.request.url else answer.text())
        route.fulfill(response=answer)

    page.route("**/*", passed)
    at(page, server, SEAT)
    for _ in range(3):
        _moved(page, "wait")
    game = games.find("logsentinel")
    state: State = game.first(Setting("easy", "sequential", FIRST_OF_TRAIN + 4))
    for _ in range(3):
        move = game.roles[str(game.to_move(state))].moves
        state = _waited(game, state, move)
    said = "\n".join(told)

    assert json.dumps("incident_commander") in said
    assert [it for it in game.secrets(state) if it in said] == []


def _waited(game: Any, state: State, moves: Any) -> State:  # noqa: ANN401  # games differ
    wait = next(it for it in moves if it.__name__ == "Wait")
    after: State = game.apply(state, wait()).state
    return after


def _moved(page: Any, move: str, **fields: str) -> None:  # noqa: ANN401  # of the library
    """Make a move by its form, and wait until the room has heard it."""
    before = page.inner_text(".timeline")
    page.select_option(".acting select >> nth=0", move)
    for label, value in fields.items():
        page.get_by_label(label, exact=True).select_option(value)
    page.click("text=Do it")
    page.wait_for_function(
        "it => document.querySelector('.timeline')?.innerText !== it || "
        "document.querySelector('.curves')",
        arg=before,
    )


def _with_evidence(page: Any) -> str:  # noqa: ANN401  # of the library
    """Ask about every service until somebody holds evidence, and return whose turn it then is."""
    for place in range(48):
        if page.locator(".pane.mine .piece").count():
            break
        services = page.locator(".acting select >> nth=2").locator("option").count()
        sources = page.locator(".acting select >> nth=1").locator("option").count()
        page.select_option(".acting select >> nth=0", "query")
        page.select_option(".acting select >> nth=1", index=(place // services) % sources)
        page.select_option(".acting select >> nth=2", index=place % services)
        page.get_by_label("Who speaks next").select_option("app_sre")
        before = page.inner_text(".timeline")
        page.click("text=Do it")
        page.wait_for_function(
            "it => document.querySelector('.timeline').innerText !== it", arg=before
        )
    role: str = page.get_attribute(".pane.mine", "data-role")
    return role


def test_evidence_is_handed_over_by_keyboard(server: Server, seen: Seen) -> None:
    """A card is selected with space, and a button gives it to another role."""
    page = seen.page
    at(page, server, SEAT)
    _with_evidence(page)
    page.focus(".pane.mine .piece input")
    page.keyboard.press("Space")
    tabbed(page, ".handing button")
    page.keyboard.press("Enter")
    page.wait_for_selector(".timeline >> text=handoff")
    shot(page, "warroom-seat")

    assert page.locator(".acting").count() == 1


def test_evidence_is_handed_over_by_mouse(server: Server, seen: Seen) -> None:
    """A card is dragged onto the pane of another role."""
    page = seen.page
    at(page, server, SEAT)
    _with_evidence(page)
    page.drag_and_drop(".pane.mine .piece .head >> nth=0", ".pane:not(.mine) h2 >> nth=0")
    page.wait_for_selector(".timeline >> text=handoff")
    found = [*faults(page), *map(str, overflows(page))]

    assert found == []


def test_a_seat_is_played_to_its_end(server: Server, seen: Seen) -> None:
    """Beside policies the room comes to its end, also for who only waits; a reload is no loss."""
    page = seen.page
    at(page, server, "warroom?scenario=easy&mode=parallel&index=9&seat=db_sre&team=heuristic")
    for _ in range(2):
        _moved(page, "wait")
    page.reload()
    settled(page)
    for _ in range(100):
        if page.locator(".acting").count() == 0:
            break
        before = page.inner_text(".room")
        page.select_option(".acting select >> nth=0", "wait")
        page.select_option(".fields select", "5")
        page.click("text=Do it")
        page.wait_for_function(
            "it => document.querySelector('.room')?.innerText !== it", arg=before
        )
    page.wait_for_selector(".curves figure")

    assert page.locator(".priced .total").count() == 1
    assert page.inner_text("h1").startswith("Over, for")
