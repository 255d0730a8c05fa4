"""How much of what is answered with `dismiss` is so."""

from watchfloor.evaluation.by_answer import precision

METRIC = precision("dismiss")
