"""How much of what is `monitor` is answered so."""

from watchfloor.evaluation.by_answer import recall

METRIC = recall("monitor")
