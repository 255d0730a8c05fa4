"""Cite the first, the last or any other line by where it stands."""

from collections.abc import Iterator, Sequence

from watchfloor.audit.finding import Finding, at_most, near
from watchfloor.audit.threat import Exploit, Threat
from watchfloor.audit.triage_openings import Opening, openings
from watchfloor.audit.trial import Trial
from watchfloor.evaluation.intervals import Interval, of
from watchfloor.opensoc.proof import all_names

_PLACES = {"line": (0, 1, 2, -3, -2, -1), "ticket": (0, -1)}
_OFF = 0.05
_TENTHS = 10
_UNLIKELY = 27.877
"""What the sum of squares of ten even tenths exceeds once in a thousand."""


def _ids(opening: Opening, source: str) -> list[str]:
    if source == "line":
        return [event.id for event in opening.case.events]
    return [record.id for record in opening.case.records if record.kind == "work"]


def _over_chance(opening: Opening, ids: Sequence[str], place: int) -> float:
    """Return whether the id at *place* decides, less the share of *ids* that do."""
    proof = all_names(opening.truth.certificate)
    return (ids[place] in proof) - sum(name in proof for name in ids) / len(ids)


def _spread(trial: Trial, found: Sequence[Opening]) -> Finding:
    """Return how evenly the lines that decide are spread over the log, one of each incident."""
    draw = trial.draws("a04", "which").stream()
    tenths = [0] * _TENTHS
    for opening in found:
        proof, ids = all_names(opening.truth.certificate), _ids(opening, "line")
        if places := [place for place, name in enumerate(ids) if name in proof]:
            tenths[int((draw.pick(places) + draw.unit()) / len(ids) * _TENTHS)] += 1
    fair = sum(tenths) / _TENTHS
    square = sum((count - fair) ** 2 / fair for count in tenths)
    told = f"by tenths of the log {tenths}"
    where = "where a line that decides stands, sum of squares"
    return at_most(where, Interval(square, square, square), _UNLIKELY, sum(tenths), told)


def _probe(trial: Trial) -> Iterator[Finding]:
    found = list(openings(trial, "a04"))
    for source in ("line", "ticket"):
        those = [(it, ids) for it in found if len(ids := _ids(it, source)) >= len(_PLACES[source])]
        for place in _PLACES[source]:
            over = of([_over_chance(it, ids, place) for it, ids in those])
            what = f"how often a place decides, over chance, on {source} {place}"
            yield near(what, over, (0.0, _OFF), len(those), "")
    yield _spread(trial, found)


THREAT = Threat(
    name="a04_cite_by_place",
    summary="What decides stands where it can be cited without reading, such as last.",
    answer="Lines stand in order of time and tickets in order of their numbers, drawn evenly.",
    games=("opensoc",),
    exploits=(Exploit("last_line"),),
    probe=_probe,
)
