import pytest

from browsing import Seen, at, shot
from served import Server

pytestmark = pytest.mark.slow


def test_every_board_has_lazy_rows_and_intervals(server: Server, seen: Seen) -> None:
    """Each game and mode has its board, from the oracle down to random play."""
    page = seen.page
    at(page, server, "leaderboard")
    shot(page, "leaderboard")
    boards = page.locator(".board").count()

    assert boards >= 3
    assert page.locator(".board tr.lazy").count() >= boards
    assert page.locator(".board td", has_text=" to ").count() > boards
