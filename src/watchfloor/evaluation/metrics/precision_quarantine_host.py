"""How much of what is answered with `quarantine_host` is so."""

from watchfloor.evaluation.by_answer import precision

METRIC = precision("quarantine_host")
