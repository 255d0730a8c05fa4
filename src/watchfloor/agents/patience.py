"""How long to wait before asking again."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

import msgspec

from watchfloor.seeds import Seed

LONGEST_EXPONENT = 16


class Patience(msgspec.Struct, frozen=True):
    """How often something is tried again, and what is waited in between."""

    retries: int = 4
    first_seconds: float = 1.0
    """Before the second try; twice as long before each further one."""
    longest_seconds: float = 60.0
    """No single wait is longer; whoever asks for more is not waited for."""


ORDINARY = Patience()


def pause(patience: Patience, attempt: int, request: str) -> float:
    """Return the seconds to wait after *attempt*, counted from 0, at *request*.

    The wait is drawn from between half of the back-off and all of it, by the digest of the request,
    so that many that failed together do not come back together.
    """
    backoff = patience.first_seconds * 2 ** min(attempt, LONGEST_EXPONENT)
    spread: float = Seed.of("pause", request, attempt).stream().unit()
    return float(min(backoff, patience.longest_seconds) * (1 + spread) / 2)


def asked_for(headers: Mapping[str, str]) -> float | None:
    """Return the seconds that *headers* ask to wait, as a number or as a date, if they do."""
    asked = headers.get("retry-after", "").strip()
    if re.fullmatch(r"\d{1,9}(\.\d{1,9})?", asked, re.ASCII):
        return float(asked)
    until = _date(asked)
    if until is None:
        return None
    now = _date(headers.get("date", "")) or datetime.now(UTC)
    return max((until - now).total_seconds(), 0.0)


def _date(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
