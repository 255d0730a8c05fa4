"""How much of what is `dismiss` is answered so."""

from watchfloor.evaluation.by_answer import recall

METRIC = recall("dismiss")
