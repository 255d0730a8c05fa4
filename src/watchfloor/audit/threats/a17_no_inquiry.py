"""Answer from what the case is opened with, and look nothing up."""

from watchfloor.audit.threat import Exploit, Threat

THREAT = Threat(
    name="a17_no_inquiry",
    summary="What is known before any look-up is enough to answer by.",
    answer="The answer is in records that only a look-up shows.",
    games=("opensoc",),
    exploits=(
        Exploit("header_only", "casework"),
        Exploit("keyword", "casework"),
        Exploit("last_line", "casework"),
        Exploit("always_monitor", "casework"),
    ),
)
