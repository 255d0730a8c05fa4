"""How hard an incident is made: what stands beside the facts that decide."""

import msgspec


class Stage(msgspec.Struct, frozen=True):
    """One step of the curriculum."""

    name: str
    summary: str
    is_plain: bool
    """Whether nothing suspicious happens but what decides."""
    steps: int
    """The most steps of a campaign that are seen before and after each that may decide."""
    decoys: tuple[int, int]
    """Least and most suspicious facts that are there only to be explained."""
    herrings: int
    """Records beside those that each suspicious fact has."""
    lines: tuple[int, int]
    """Least and most lines of the log, unless the facts need more."""
    prevalence: int
    """How many incidents of a hundred are not to be dismissed, unless asked otherwise."""
