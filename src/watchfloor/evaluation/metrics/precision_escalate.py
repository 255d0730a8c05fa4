"""How much of what is answered with `escalate` is so."""

from watchfloor.evaluation.by_answer import precision

METRIC = precision("escalate")
