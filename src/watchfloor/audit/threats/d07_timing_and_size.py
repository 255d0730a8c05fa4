"""Measure how long a reply takes and how long it is, and guess the answer from that."""

from watchfloor.audit import leaks
from watchfloor.audit.threat import Threat

THREAT = Threat(
    name="d07_timing_and_size",
    summary="What takes longer, or says more, is more often malicious.",
    answer="Neither the length of a view nor the steps it takes to make tell more than chance.",
    games=("opensoc", "logsentinel"),
    probe=leaks.tells,
)
