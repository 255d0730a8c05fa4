"""How much of what is answered with `monitor` is so."""

from watchfloor.evaluation.by_answer import precision

METRIC = precision("monitor")
