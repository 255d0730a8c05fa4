"""What a verifier finds out about an incident."""

import msgspec

from watchfloor.opensoc.proof import Proof
from watchfloor.opensoc.runbook import Answer


class Truth(msgspec.Struct, frozen=True):
    """The right answer, the row that gives it, and its proof."""

    answer: Answer
    row: str
    certificate: tuple[Proof, ...]
    """What shows it: every minimal set of ids."""
    holds: tuple[str, ...]
    """The records without which the answer would be another."""
