"""How much of what is `block_ip` is answered so."""

from watchfloor.evaluation.by_answer import recall

METRIC = recall("block_ip")
