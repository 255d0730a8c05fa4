"""What a person watches."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import episodes
from lookout.game import GAME
from watchfloor.cli import screen
from watchfloor.play.action import NoReply
from watchfloor.play.reward import points

FAILED = (episodes.LONG[0], NoReply("timeout"))


@given(st.lists(st.integers()))
def test_what_is_watched_passes_through(items: list[int]) -> None:
    """Watching changes nothing, takes nothing and adds nothing."""
    assert list(screen.watched(iter(items), len(items))) == items


def test_nothing_is_drawn_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    """In a pipe there is no bar, so that a complaint stays one line."""
    list(screen.watched(range(3), 3))

    assert capsys.readouterr() == ("", "")


def test_means_leave_out_what_could_not_be_asked(capsys: pytest.CaptureFixture[str]) -> None:
    """An episode without a reply counts in its own column and in no mean."""
    whole = episodes.recorded()
    screen.means(GAME, [whole, episodes.recorded(FAILED), whole])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]

    assert ["keeper", points(whole.reward("keeper").total), "2", "1"] in rows
    assert ["spotter", points(whole.reward("spotter").total), "2", "1"] in rows


def test_there_is_no_mean_of_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """Where every player failed, the table says so in place of a number."""
    screen.means(GAME, [episodes.recorded(FAILED)])
    rows = [line.split() for line in capsys.readouterr().out.splitlines()]

    assert ["keeper", "none", "0", "1"] in rows
