"""A budget of tokens and dollars that is never overspent.

Before a request is sent, the most that it can take is set aside; when its answer is there, what it
took is spent and the rest is free again. Where the endpoint does not say what it took, all that was
set aside counts as spent.
"""

from dataclasses import dataclass, field
from decimal import Decimal

from watchfloor.agents.prices import Price

BESIDE = 256
"""Tokens that a chat template may add to what is in a request."""


@dataclass(frozen=True, slots=True)
class Amount:
    """Something set aside or spent."""

    tokens: int = 0
    dollars: Decimal = Decimal(0)


def most(request: bytes, most_out: int, price: Price | None) -> Amount:
    """Return the most that *request* can take: no token is shorter than a byte."""
    tokens_in = len(request) + BESIDE
    dollars = price.of(tokens_in, 0, most_out) if price else Decimal(0)
    return Amount(tokens_in + most_out, dollars)


@dataclass(slots=True)
class Purse:
    """What may be spent in all, and what is left of it."""

    most_tokens: int | None
    most_dollars: Decimal | None
    spent: Amount = field(default_factory=Amount)
    reserved: Amount = field(default_factory=Amount)

    def refusal(self, asked: Amount) -> str:
        """Return why *asked* cannot be set aside, or nothing."""
        tokens = self.spent.tokens + self.reserved.tokens + asked.tokens
        if self.most_tokens is not None and tokens > self.most_tokens:
            return (
                f"the budget of {self.most_tokens:,} tokens does not reach for this request: "
                f"{self.spent.tokens:,} are spent"
            )
        dollars = self.spent.dollars + self.reserved.dollars + asked.dollars
        if self.most_dollars is not None and dollars > self.most_dollars:
            return (
                f"the budget of {self.most_dollars} dollars does not reach for this request: "
                f"{self.spent.dollars.normalize():f} are spent"
            )
        return ""

    def reserve(self, asked: Amount) -> None:
        """Set *asked* aside."""
        self.reserved = _sum(self.reserved, asked, 1)

    def settle(self, asked: Amount, taken: Amount) -> None:
        """Give back what was set aside as *asked*, and spend what was *taken*."""
        self.reserved = _sum(self.reserved, asked, -1)
        self.spent = _sum(self.spent, taken, 1)


def _sum(one: Amount, other: Amount, sign: int) -> Amount:
    return Amount(one.tokens + sign * other.tokens, one.dollars + sign * other.dollars)
