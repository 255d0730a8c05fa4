"""Teaches the war-room what evidence means, and tries it against the teams that were told.

    python -m benchmarks.diagnosing [--worlds 300] [--held-out 200] [--write]

A team plays worlds that are for training, and what could have been suspected there is learnt from
with the truth beside it. The team that pursues what was learnt then plays other such worlds, so
that the second lesson is of what such a team sees. A few of its numbers are tried on further
training worlds. In the end it is held, pair by pair, against the heuristic and the tuned team on
seeds that nothing was tried on. `--write` writes it to `policies/learned.py`. The exit status is 1
unless it beats the heuristic by more than 0.1 of what lies between random and the oracle, on
`medium`.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from statistics import mean
from textwrap import wrap
from time import process_time
from typing import NamedTuple

import msgspec
from benchmarks.warrooms import FRESH, finished, gain, raw

from watchfloor.logsentinel import diagnosis, policies, responder, team
from watchfloor.logsentinel.diagnosis import Insight
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.pursuit import Zeal, specialist
from watchfloor.play.game import Setting
from watchfloor.play.policy import Contender, Policy
from watchfloor.training.diagnosis import Example, examples, fitted, judgement, sheet

LEVELS = ("easy", "medium", "hard")
LESSONS = 200_000
"""The first of the seeds that are learnt from."""
UNSEEN, MOST_UNSEEN = 260_000, 90
"""The first of the seeds on which the lesson is heard, and how many of them."""
TRIALS, TRIED = 280_000, 40
"""The first of the seeds on which numbers are tried, and how many of each level."""
WANTED = 0.1
CAREFUL = Habits(propose_at=950_000, look_around=6, quiet=16)
"""A team that waits long: it sees more of what can be suspected before anything is said."""

VALUES: dict[str, tuple[int, ...]] = {
    "again": (12, 30),
    "follow_at": (250_000, 1_000_000),
    "propose_at": (750_000, 800_000),
    "hand_at": (500_000, 1_000_000),
    "look_around": (4, 7),
    "quiet": (10, 14),
    "believe_at": (0, 1000),
}
"""What each number is tried at, one after the other."""


class Team(NamedTuple):
    """How a team works that has learnt."""

    habits: Habits
    zeal: Zeal

    def altered(self, name: str, value: int) -> "Team":
        """Return the team with *value* for *name*."""
        if name in Zeal.__struct_fields__:
            return Team(self.habits, msgspec.structs.replace(self.zeal, **{name: value}))
        return Team(msgspec.structs.replace(self.habits, **{name: value}), self.zeal)


def lesson(worlds: int, first: int, like: Team, insight: Insight | None) -> list[Example]:
    """Return what could have been suspected in so many *worlds*, from seed *first* on."""
    works = specialist(insight, like.zeal) if insight else responder.reply
    found: list[Example] = []
    for number in range(worlds):
        habits = like.habits if insight or number % 2 else CAREFUL
        setting = Setting(LEVELS[number % len(LEVELS)], "sequential", first + number)
        found += examples([setting], works, habits)
    return found


def taught(worlds: int, like: Team) -> Insight:
    """Return what two lessons teach, telling how well each is heard."""
    known = lesson(worlds, LESSONS, like, None)
    insight = _heard(known, like, None)
    known += lesson(worlds, LESSONS + worlds, like, insight)
    return _heard(known, like, insight)


def _heard(known: list[Example], like: Team, before: Insight | None) -> Insight:
    insight = fitted(sheet(known))
    told = judgement(insight, sheet(lesson(MOST_UNSEEN, UNSEEN, like, before)))
    print(
        f"{len(known):,} suspicions, {mean(it.is_true for it in known):.2f} of them true; on "
        f"{told.examples:,} of other worlds {told.order:.4f} in order, loss {told.loss:.3f} nats "
        f"(who knows the share alone {told.base:.3f}), {process_time():.0f} s",
        flush=True,
    )
    return insight


def learned(insight: Insight, like: Team) -> Policy:
    """Return the policy of a team that judges by *insight* and works *like* that."""
    seat = team.seat(like.habits, specialist(insight, like.zeal))
    return Policy(name="learned", summary="A team that has learnt.", seat=seat)


def earned(policy: Contender, level: str, first: int, count: int) -> list[float]:
    """Return what *policy* earns on each of so many seeds."""
    settings = [Setting(level, "sequential", seed) for seed in range(first, first + count)]
    return [raw(finished(setting, policy)) for setting in settings]


def settled(insight: Insight, like: Team) -> Team:
    """Return the team with the best of the values on training seeds, one number after the other."""
    best, score = like, _score(insight, like)
    for name, values in VALUES.items():
        for value in values:
            other = best.altered(name, value)
            found = score if other == best else _score(insight, other)
            if found > score:
                best, score = other, found
        print(f"{name}: {score:.3f} on training seeds, {process_time():.0f} s", flush=True)
    return best


def _score(insight: Insight, like: Team) -> float:
    policy = learned(insight, like)
    return mean(mean(earned(policy, level, TRIALS, TRIED)) for level in LEVELS)


def tried(policy: Policy, count: int) -> float:
    """Print what *policy* earns on seeds held out; return its lead on `medium`, normalised."""
    leads: dict[str, float] = {}
    for level in LEVELS:
        floor, top, told, tuned = (
            earned(policies.POLICIES[name], level, FRESH, count)
            for name in ("random", "oracle", "heuristic", "tuned")
        )
        own = earned(policy, level, FRESH, count)
        span = mean(top) - mean(floor)
        lead, half = gain(told, own)
        beside, beside_half = gain(tuned, own)
        leads[level] = (lead - half) / span
        print(
            f"{level:<8} {count} seeds held out: heuristic {mean(told):.3f}, tuned "
            f"{mean(tuned):.3f}, learned {mean(own):.3f} (random {mean(floor):.3f}, oracle "
            f"{mean(top):.3f}); normalised {(mean(own) - mean(floor)) / span:.3f}, over the "
            f"heuristic {lead / span:+.3f} +-{half / span:.3f}, over tuned {beside / span:+.3f} "
            f"+-{beside_half / span:.3f}",
            flush=True,
        )
    return leads["medium"]


def write(insight: Insight, like: Team) -> None:
    """Write the policy that judges by *insight* and works *like* that."""
    text = _POLICY.replace("@HABITS", _numbers(like.habits)).replace("@ZEAL", _numbers(like.zeal))
    lines = "\n".join(wrap(diagnosis.packed(insight), 99, break_on_hyphens=False))
    text = text.replace("@SYMPTOMS", diagnosis.fingerprint()).replace("@WEIGHTS", lines)
    (Path(policies.__path__[0]) / "learned.py").write_text(text, "utf-8")


def _numbers(values: Habits | Zeal) -> str:
    told = msgspec.structs.asdict(values)
    return "\n".join(f"    {name}={number:_}," for name, number in told.items())


_POLICY = '''"""A team that has learnt what evidence means, and pursues what it believes.

`benchmarks/diagnosing.py` writes this file.
"""

from watchfloor.logsentinel.diagnosis import unpacked
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.pursuit import Zeal, specialist
from watchfloor.logsentinel.team import seat
from watchfloor.play.policy import Policy

_HABITS = Habits(
@HABITS
)
_ZEAL = Zeal(
@ZEAL
)
_WEIGHTS = """
@WEIGHTS
"""

POLICY = Policy(
    name="learned",
    summary="A team that has learnt in training worlds what evidence means.",
    seat=seat(_HABITS, specialist(unpacked(_WEIGHTS, "@SYMPTOMS"), _ZEAL)),
)
'''


def main() -> int:
    """Teach, try and perhaps write; return 1 if it does not beat the heuristic by enough."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--worlds", type=int, default=300, help="worlds of each lesson")
    parser.add_argument("--held-out", type=int, default=200, help="seeds of each level to try on")
    parser.add_argument("--write", action="store_true", help="write the policy that is found")
    asked = parser.parse_args()
    start = Team(Habits(), Zeal())
    insight = taught(asked.worlds, start)
    like = settled(insight, start)
    lead = tried(learned(insight, like), asked.held_out)
    print(f"{process_time():.0f} s of processor time in all")
    if asked.write:
        write(insight, like)
    return int(lead < WANTED)


if __name__ == "__main__":
    sys.exit(main())
