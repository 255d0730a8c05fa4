"""How much of what is `escalate` is answered so."""

from watchfloor.evaluation.by_answer import recall

METRIC = recall("escalate")
