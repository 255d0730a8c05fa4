"""How long is waited before something is tried again."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.agents.patience import Patience, asked_for, pause

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


@given(st.integers(0, 5000), st.text(max_size=9))
def test_a_pause_grows_and_has_an_end(attempt: int, request: str) -> None:
    """Each wait is drawn from the upper half of twice the last, and none is too long."""
    patience = Patience(first_seconds=0.5, longest_seconds=30)
    backoff = min(0.5 * 2 ** min(attempt, 16), 30)

    assert backoff / 2 <= pause(patience, attempt, request) <= backoff


def test_those_that_failed_together_come_back_apart() -> None:
    """The wait depends on the request, and is the same for the same one."""
    waits = [pause(Patience(), 3, f"request {it}") for it in range(50)]

    assert len(set(waits)) == 50
    assert waits == [pause(Patience(), 3, f"request {it}") for it in range(50)]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("7", 7.0),
        (" 7 ", 7.0),
        ("1.5", 1.5),
        (format_datetime(NOON + timedelta(seconds=90), usegmt=True), 90.0),
        (format_datetime(NOON - timedelta(seconds=90), usegmt=True), 0.0),
        ("Fri, 20 Nov 2026 12:00:05 -0000", 5.0),
        ("", None),
        ("soon", None),
        ("-3", None),
        ("1e9", None),
        ("\u0667", None),
        ("9" * 40, None),
    ],
)
def test_a_wait_that_is_asked_for_is_read(text: str, seconds: float | None) -> None:
    """Seconds and dates are understood; what is neither is no wish."""
    headers = {"retry-after": text, "date": format_datetime(NOON, usegmt=True)}

    assert asked_for(headers) == seconds


def test_without_a_date_of_the_answer_the_clock_is_asked() -> None:
    """A date is compared with now where the server does not say when it answered."""
    then = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True)
    wait = asked_for({"retry-after": then})

    assert wait is not None
    assert 3000 < wait <= 3600
