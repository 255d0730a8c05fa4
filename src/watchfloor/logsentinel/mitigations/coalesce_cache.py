"""Compute each entry once."""

from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="coalesce_cache",
    summary=(
        "Let one request compute an entry while the others wait for it, and spread the times at "
        "which entries run out."
    ),
    role="app_sre",
    delay=2,
)
