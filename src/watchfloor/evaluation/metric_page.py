"""The metrics as a page: what each is, what goes wrong with it, and how it is computed."""

from watchfloor.evaluation.metric import FEWEST, Beside, How, Metric, Rates, Share, Sums
from watchfloor.evaluation.metrics import METRICS

_PARTS = {
    "score": "Score",
    "restraint": "Restraint",
    "calibration": "Stated confidence",
    "triage": "Triage",
    "incidents": "Incidents",
    "conduct": "Conduct and cost",
}
_INTRODUCTION = """\
# Metrics

Every number that is computed of results, with its definition and the trap in it. Each is a file of
`src/watchfloor/evaluation/metrics`. A metric reads what a *reading* took from the last state of an
episode, and nothing else. This page is made of the files, by `make golden`.

## Rules for every number

* **An episode whose player could not be asked counts in no number**, but is counted itself: it is
  neither a zero nor a success.
* **A number that is not defined is no number.** It is not 0: there is nothing to divide by.
* **An opening is drawn again as a whole**: one seed of one scenario, with every repeat and mode
  played on it. So playing a world again makes no interval narrower. Openings of one scenario are
  drawn for each other only.
* **Shares** of counted things have the interval of Wilson, for as many independent ones as there
  are in effect by the jackknife over openings. A function of several shares has one made of
  theirs. **Costs**, which have no end above, are drawn a thousand times with their errors, so that
  what is dear now and then counts. **Everything else** has the percentiles of a thousand draws,
  moved outward for small numbers of openings. Of fewer than 20 openings there are none of these,
  since they would hold too little, and of macro F1 none of fewer than 50. What was tried is in
  [0041](decisions/0041-intervals-by-world.md), and how often they hold what is true in
  [coverage.txt](measurements/evaluation/coverage.txt).
* **Two policies are compared opening by opening.** The interval is that of the difference; the
  chance is how often so large a difference comes up when it is left to luck whose result is whose.
  Over a family of comparisons chances are corrected by Holm. A difference is called one where the
  interval leaves out 0 and the corrected chance is below 0.05.
* **A step or turn is counted from 1**, minutes are simulated.
* **The bounds and the table of costs are ours.** What is here to be compared with published numbers
  says so.
"""
_LEFT_OUT = """\
## What does not fit, and why

* **Injection in triage.** Nothing is planted in generated incidents; what attackers plant in
  self-play is held by the threats `a23_planted_advice` and `b09_planted_instructions`
  ([threats](threats.md)).
* **The stage of the attacker at first containment, and the published level, in triage.** An alert
  is answered in one turn, whose stage the alert has set: both are of the war-room.
* **Weighted blast radius in triage.** An answer names no asset; `minutes_caused` says what mistakes
  cost.
* **Times to detect, acknowledge, mitigate and resolve in triage.** Nothing goes on while an alert
  is read.
* **User-visible recovery.** The last state does not keep the health of each minute, so mitigated is
  when the first mitigation that helps took effect, and resolved when all of them had.
* **The propagation chain** of published localisation credit is not scored apart. In a cascade the
  trouble that was brought about is an incident of its own, so both ends have to be claimed.
* **The judge** of published path credit is replaced by facts.
* **Flow, pair and host F1** are one number here, `evidence_f1`, since lines and records are cited.
* **Kappa in the war-room.** Its decisions have no fixed set.
* **Confidence in the war-room.** Nobody states any.
* **Wall time** is no part of a result, since it differs from machine to machine; a run keeps it
  beside the results.
* **Real telemetry** is not played yet.
"""


def text() -> str:
    """Return the page."""
    parts = [_part(part, title) for part, title in _PARTS.items()]
    return "\n".join([_INTRODUCTION, *parts, _LEFT_OUT])


def _part(part: str, title: str) -> str:
    found = [metric for metric in METRICS.values() if metric.part == part]
    return "\n".join([f"## {title}\n", *map(_told, found)])


def _told(metric: Metric) -> str:
    of = f" of `{metric.game}`" if metric.game else ""
    aim = {"more": "more is better", "less": "less is better", "neither": "neither end is better"}
    lines = (
        f"**`{metric.name}`**{of}, in {_unit(metric)}; {aim[metric.better]}.",
        f"*Definition.* {metric.summary}",
        f"*Trap.* {metric.trap}",
        f"*Computed* as {_way(metric.how)}{_from(metric)}.",
    )
    return "\n".join([*(_wrapped(line) for line in lines), ""])


def _unit(metric: Metric) -> str:
    return {"share": "parts of one", "count": "numbers", "level": "levels"}.get(
        metric.unit, metric.unit
    )


def _way(how: How) -> str:
    if isinstance(how, Share):
        return "so many of so many"
    if isinstance(how, Rates):
        return "a function of shares"
    if isinstance(how, Sums):
        return "a function of sums over openings"
    if isinstance(how, Beside):
        return f"a function of sums over openings that {' and '.join(how.needs)} played too"
    return "a function of all results"


def _from(metric: Metric) -> str:
    """Return from how many openings on it has an interval, where that is not as with others."""
    if metric.fewest == FEWEST:
        return ""
    return (
        ", without an interval" if metric.fewest is None else f", from {metric.fewest} openings on"
    )


def _wrapped(line: str, width: int = 100) -> str:
    """Return *line* in lines of at most *width* characters."""
    lines = [""]
    for word in line.split():
        joined = f"{lines[-1]} {word}".strip()
        if len(joined) > width:
            lines.append(word)
        else:
            lines[-1] = joined
    return "\n".join(lines)
