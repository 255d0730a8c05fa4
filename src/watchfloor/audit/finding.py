"""What was measured of one way to earn for nothing, beside the bound that it is to keep."""

from typing import Literal, TypeAlias

import msgspec

from watchfloor.errors import BadExtension
from watchfloor.evaluation.intervals import Interval

Side: TypeAlias = Literal["at most", "at least", "near"]
Fate: TypeAlias = Literal["holds", "unsure", "falls short", "left out"]
"""Whether the bound is kept: `unsure` if the interval lies on both sides of it."""


class Finding(msgspec.Struct, frozen=True):
    """One row of an audit."""

    what: str
    """Who did it or what was looked at, and where."""
    found: Interval
    bound: float
    margin: float
    """How far on the right side of the bound it is; below 0 it is on the wrong one."""
    fate: Fate
    side: Side = "at most"
    """On which side of the bound it is to lie."""
    told: str = ""
    """What the number is made of, where it does not say so itself."""
    tried: int = 0
    """Episodes, incidents or attempts behind it."""
    beside: tuple[tuple[str, float], ...] = ()
    """What others earn in the same place, such as the heuristic and the oracle."""

    @property
    def kind(self) -> str:
        """What was looked at, wherever it was: all there is before the last " on "."""
        return self.what.rpartition(" on ")[0] or self.what


def at_most(what: str, found: Interval, bound: float, tried: int, told: str = "") -> Finding:
    """Return that *found* is to be *bound* at most."""
    fate = _fate(is_out=found.low > bound, is_perhaps=found.high > bound)
    return Finding(what, found, bound, bound - found.mean, fate, "at most", told, tried)


def at_least(what: str, found: Interval, bound: float, tried: int, told: str = "") -> Finding:
    """Return that *found* is to be *bound* at least."""
    fate = _fate(is_out=found.high < bound, is_perhaps=found.low < bound)
    return Finding(what, found, bound, found.mean - bound, fate, "at least", told, tried)


def near(what: str, found: Interval, target: tuple[float, float], tried: int, told: str) -> Finding:
    """Return that *found* is to lie near a *target*: a number, and how far off it may be."""
    centre, off = target
    margin = off - abs(found.mean - centre)
    is_out = found.low > centre + off or found.high < centre - off
    is_in = centre - off <= found.low and found.high <= centre + off
    fate = _fate(is_out=is_out, is_perhaps=not is_in)
    return Finding(what, found, centre, margin, fate, "near", told, tried)


def never(what: str, breaches: list[str], tried: int) -> Finding:
    """Return that of *tried* attempts none may be among the *breaches*, each told in a few words.

    An attempt that was never made proves nothing, so *tried* is at least one.
    """
    if tried < 1:
        message = f"{what!r} was tried on nothing; give it something to try"
        raise BadExtension(message)
    count = float(len(breaches))
    fate = _fate(is_out=bool(breaches), is_perhaps=False)
    told = "; ".join(breaches[:3])
    found = Interval(count, count, count)
    return Finding(what, found, 0.0, -count, fate, "at most", told, tried)


def left_out(what: str, why: str) -> Finding:
    """Return that *what* was not looked at, and *why*."""
    return Finding(what, Interval(0.0, 0.0, 0.0), 0.0, 0.0, "left out", told=why)


def _fate(*, is_out: bool, is_perhaps: bool) -> Fate:
    if is_out:
        return "falls short"
    return "unsure" if is_perhaps else "holds"
