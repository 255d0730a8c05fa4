"""Facts about how a role played, with the evidence."""

import msgspec

from watchfloor.play.observation import Scalar


class Fact(msgspec.Struct, frozen=True, omit_defaults=True):
    """One statement: what was measured, what came out, and the ids that prove it."""

    name: str
    value: Scalar
    because: tuple[str, ...] = ()


class Verdict(msgspec.Struct, frozen=True):
    """What a verifier found out about one role; it prices nothing."""

    role: str
    facts: tuple[Fact, ...]

    def __getitem__(self, name: str) -> Fact:
        """Return the fact called *name*."""
        for fact in self.facts:
            if fact.name == name:
                return fact
        known = ", ".join(fact.name for fact in self.facts)
        message = f"the verdict on {self.role!r} has no fact {name!r}; it has: {known}"
        raise KeyError(message)
