"""What a scripted player remembers of what it did itself."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Memory:
    """The notes of one seat in one episode."""

    asked: dict[tuple[str, str], int] = field(default_factory=dict)
    """When each source was last asked about each slot."""
    handed: dict[tuple[str, str], int] = field(default_factory=dict)
    """When each piece of evidence was handed to each role."""
    consulted: dict[tuple[str, str, str], int] = field(default_factory=dict)
    """When each role was asked for its opinion on each type and slot."""
