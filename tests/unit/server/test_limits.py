import pytest

from watchfloor.server.limits import Bucket


def test_a_bucket_gives_two_seconds_at_once_and_then_waits() -> None:
    """A burst is let through, and then only what the rate allows."""
    bucket = Bucket(10, 0.0)
    early = [bucket.take(0.0) for _ in range(21)]

    assert early[:20] == [0.0] * 20
    assert early[20] == pytest.approx(0.1)


def test_a_bucket_fills_with_time() -> None:
    """Who waits as long as is said is let through."""
    bucket = Bucket(10, 0.0)
    for _ in range(20):
        bucket.take(0.0)

    assert bucket.take(0.2) == 0.0


def test_no_rate_is_no_limit() -> None:
    """A rate of nought lets everything through."""
    bucket = Bucket(0, 0.0)

    assert {bucket.take(0.0) for _ in range(1000)} == {0.0}
