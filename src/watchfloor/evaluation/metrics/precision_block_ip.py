"""How much of what is answered with `block_ip` is so."""

from watchfloor.evaluation.by_answer import precision

METRIC = precision("block_ip")
