"""Read the answer in what comes back: a view, a status, an error, a listing, a name."""

from watchfloor.audit import leaks
from watchfloor.audit.threat import Threat

THREAT = Threat(
    name="d01_truth_revealed",
    summary="Something that is said before the end holds the label, a proof or the seed.",
    answer="What is said does not change with the truth behind it, and holds none of its words.",
    games=(),
    probe=leaks.findings,
)
