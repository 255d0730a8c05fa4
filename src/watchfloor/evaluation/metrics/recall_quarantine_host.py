"""How much of what is `quarantine_host` is answered so."""

from watchfloor.evaluation.by_answer import recall

METRIC = recall("quarantine_host")
