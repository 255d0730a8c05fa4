"""Give the incident a category, a severity or a label that its events contradict."""

from collections.abc import Iterator

from msgspec.structs import replace

from watchfloor.audit import gatehouse
from watchfloor.audit.attacks import answered, paid
from watchfloor.audit.finding import Finding, never
from watchfloor.audit.threat import Threat
from watchfloor.audit.trial import Trial
from watchfloor.opensoc.admission import admit
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.world.detection import signals


def _probe(trial: Trial) -> Iterator[Finding]:
    seen, priced, tried = list[str](), list[str](), 0
    raised, crafted = list[str](), gatehouse.several(trial)
    for number, one in enumerate(crafted):
        brief, action, found = one
        honest = paid(trial, answered(gatehouse.judged(one), "heuristic"))
        rules = {signal.rule for signal in signals(found.case.events)}
        raised += [f"number {number}: {found.case.alert}"] * (found.case.alert not in rules)
        for answer in ANSWERS:
            other = replace(action, target_label=answer, category="critical", narrative="dismiss")
            tried += 1
            seen += [f"number {number} as {answer}"] * (admit(other, brief) != found)
            lied = answered(gatehouse.judged(one._replace(action=other)), "heuristic")
            priced += [f"number {number} as {answer}"] * (paid(trial, lied) != honest)
    yield never("views that differ by what an attacker calls it", seen, tried)
    yield never("rewards that differ by what an attacker calls it", priced, tried)
    yield never("alerts of a rule that does not fire", raised, len(crafted))


THREAT = Threat(
    name="b10_lying_labels",
    summary="Whoever is told that it is critical escalates, whatever the log says.",
    answer="The alert is raised by the detections; what the attacker calls it is read by nobody.",
    games=("opensoc",),
    probe=_probe,
    prices=True,
)
