"""What a verifier finds out about an incident."""

import msgspec

from watchfloor.opensoc.runbook import Answer, Proof


class Truth(msgspec.Struct, frozen=True):
    """The right answer, the row that gives it, and its proof."""

    answer: Answer
    row: str
    certificate: tuple[Proof, ...]
    """Every minimal set of ids that shows it."""
    holds: Proof
    """The records without which the answer would be another."""
