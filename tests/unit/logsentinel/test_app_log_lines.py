from conformance.sightings import place
from watchfloor.logsentinel.app_log_lines import (
    BROWSERS,
    access_line,
    app_log_line,
    trace_id,
)
from watchfloor.seeds import Seed

AT = place(7, "api")


def test_a_service_says_who_it_is() -> None:
    """A line of a service has its level, the service, the machine and the message."""
    told = app_log_line(AT, Seed.of(7).stream(), "warn", "slow", {"attempt": 2})

    assert all(word in told for word in ("warn", AT.service, AT.host, "slow", "attempt"))


def test_an_access_log_has_the_client_first_and_quotes_the_agent() -> None:
    """A line of an access log can be read by what reads access logs."""
    told = access_line(AT, "192.0.2.9", "GET /v1/x", "200 512", BROWSERS[0])

    assert told.startswith(f"192.0.2.9 - - [{AT.naming.day.access_log}:")
    assert '"GET /v1/x HTTP/1.1" 200 512 "-" "Mozilla' in told


def test_the_id_of_a_trace_has_128_bits() -> None:
    """It is written in hexadecimal digits."""
    found = trace_id(Seed.of(7).stream())

    assert len(found) == 32
    assert int(found, 16) >= 0
