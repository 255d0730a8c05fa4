"""What can be done by mouse can be done by keyboard alone."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

import runs
from browsing import Seen, at, faults, looking, overflows, shot, tabbed
from served import Server, serving
from watchfloor.agents import games
from watchfloor.evaluation import reporting
from watchfloor.evaluation.suite import Group, Suite
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play

ROOM = "warroom?scenario=easy&mode=sequential&index=4&seat=incident_commander&team=oracle"
CHOICE = ".acting select"
PRESS = ".acting button.main"
FIRST_OF_TRAIN = 1_000_000_000

pytestmark = pytest.mark.slow


def _pressed(page: Any, selector: str) -> None:  # noqa: ANN401  # of the library
    tabbed(page, selector)
    page.keyboard.press("Enter")


def _spelled(move: dict[str, Any]) -> list[str]:
    """Return what is typed into the fields of *move*, in their order."""
    fields = {
        "wait": [move.get("ticks", 1)],
        "query": [move.get("source"), move.get("service")],
        "propose": [move.get("incident_type"), move.get("service")],
        "set_severity": [move.get("proposal"), move.get("severity")],
        "approve": [move.get("mitigation"), move.get("service")],
        "advance": [move.get("phase")],
    }
    held = [*fields.get(move["move"], []), move.get("then", "the next seat")]
    return [str(it).replace("_", " ") for it in held]


def _moved(page: Any, move: dict[str, Any]) -> None:  # noqa: ANN401  # of the library
    """Select the evidence of *move*, choose it by its first letters, fill it in and make it."""
    before = page.inner_text(".room")
    for item in move.get("evidence", ()):
        tabbed(page, f".pane.mine [data-id='{item}'] input")
        page.keyboard.press("Space")
    if not page.evaluate(f"document.activeElement.matches('{CHOICE}')"):
        tabbed(page, CHOICE)
    page.keyboard.type(move["move"].replace("_", " "))
    for value in [] if move["move"] == "report" else _spelled(move):
        page.keyboard.press("Tab")
        page.keyboard.type(value)
    _pressed(page, PRESS)
    page.wait_for_function(
        "it => document.querySelector('.room')?.innerText !== it || "
        "document.querySelector('.curves')",
        arg=before,
    )


def _of_the_commander() -> list[dict[str, Any]]:
    """Return the moves by which somebody who knows the truth leads the room."""
    game = games.find("logsentinel")
    setting = Setting("easy", "sequential", FIRST_OF_TRAIN + 4)
    seats = dict.fromkeys(game.roles, "oracle")
    played = play(game, Table(setting, game.recipes["standard"], seats))
    return [json.loads(it.reply) for it in played.turns if it.role == "incident_commander"]


def test_what_was_true_of_a_pair_is_asked_for_by_keyboard(server: Server, seen: Seen) -> None:
    """The focus goes to what is told, from where one reads on."""
    page = seen.page
    at(page, server, "pairs?number=4")
    _pressed(page, "button.main")
    page.wait_for_selector(".truth .verdict")

    assert page.evaluate("document.activeElement.matches('.truth .verdict')")


def test_a_seat_of_the_room_is_played_and_reported_by_keyboard(server: Server, seen: Seen) -> None:
    """Evidence, proposal, severity, approval, phases and report: a whole seat, and it pays."""
    page = seen.page
    at(page, server, ROOM)
    *moves, last = _of_the_commander()
    for move in moves:
        _moved(page, move)
    shot(page, "warroom-report")
    assert faults(page) == []
    assert last["move"] == "report"
    _moved(page, last)
    page.wait_for_selector(".curves figure")

    assert page.inner_text("h1").startswith("Over, for 0.9")


def test_a_room_is_watched_to_its_end_and_its_twin_is_asked_for(server: Server, seen: Seen) -> None:
    """What would have become of it otherwise is drawn beside what did."""
    page = seen.page
    at(page, server, ROOM.replace("seat=incident_commander&team=oracle", "seat=watch&team=oracle"))
    _pressed(page, "button.last")
    page.wait_for_selector(".curves figure")
    _pressed(page, ".twinning")
    page.wait_for_selector(".curves .curve.twin")

    assert page.locator(".curves figure").count() == 6


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Return a server that was started with a run."""
    home = tmp_path_factory.mktemp("library") / "shown"
    groups = (Group("opensoc", "defender_only", ("stage2_multi",), ("random", "oracle"), 2),)
    played = runs.whole(home, Suite("shown", "For the page.", 1, groups))
    reporting.write(played, 1, lambda _: None)
    with serving(("--runs", str(home))) as found:
        yield found


def test_a_run_is_opened_down_to_a_step_by_keyboard(library: Server, seen: Seen) -> None:
    """From the list to the table, to the episodes, to one of them, and on by the arrows."""
    page = seen.page
    at(page, library, "runs")
    _pressed(page, "main a")
    page.wait_for_selector(".earned")
    _pressed(page, ".earned tbody a")
    page.wait_for_selector("text=the least paid first")
    _pressed(page, "tbody a")
    page.wait_for_selector(".scrubber")
    tabbed(page, "input[type=range]")
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => location.hash.includes('step=1')")

    assert page.inner_text(".where").startswith("step 1 of")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_room_is_whole_in_light_and_dark(server: Server, browser: Any, scheme: str) -> None:  # noqa: ANN401  # of the library
    """The seats, the moves and the evidence have no serious fault of accessibility."""
    with looking(browser, color_scheme=scheme) as found:
        at(found.page, server, ROOM)
        shot(found.page, f"warroom-seat-{scheme}")
        wrong = [*faults(found.page), *map(str, overflows(found.page)), *found.wrong]

    assert wrong == []
