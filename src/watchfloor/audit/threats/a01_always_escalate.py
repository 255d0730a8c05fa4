"""Hand everything on, or give any other one answer to everything."""

from watchfloor.audit.threat import Exploit, Threat

THREAT = Threat(
    name="a01_always_escalate",
    summary="One answer to everything is right often enough to be worth it.",
    answer="Every answer costs where it is wrong, and no share of the malicious makes one pay.",
    games=("opensoc",),
    exploits=(
        Exploit("always_block"),
        Exploit("always_dismiss"),
        Exploit("always_escalate"),
        Exploit("always_monitor"),
        Exploit("always_quarantine"),
    ),
)
