"""How long spoiled replies take to be turned away: 10,000 of each move, in processor time.

    python benchmarks/payloads.py [--count 10000]

What is spoiled, and that each comes to a named reason, is tested in `tests/integration`; here each
reply is read, judged by the gate and recorded once, and again if it took long, since the machine
may have been busy. The exit status is 1 if a reply takes more than 50 milliseconds both times.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from time import process_time
from typing import NamedTuple

from watchfloor.audit.payloads import (
    ANSWERED,
    CRAFTED,
    HOSTILE,
    spoiled_answer,
    spoiled_incident,
)
from watchfloor.opensoc.game import GAME
from watchfloor.play.action import LONGEST_REPLY, Malformed, heard, parse
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed

AT_MOST = 0.05
LONG = 0.01


class Taken(NamedTuple):
    """What one spoiled reply took."""

    seconds: float
    what: str
    fate: str


def _turned_away(state: object, role: str, reply: str) -> str:
    """Return the name of what turned *reply* away."""
    action = parse(reply, GAME.roles[role].moves)
    heard(reply)
    if isinstance(action, Malformed):
        return "malformed"
    step = GAME.apply(state, action)  # type: ignore[arg-type]  # a state of this game
    return str(getattr(step.state, "gate", "")) or step.status


def timed(mode: str, role: str, name: str, number: int, spoil: Callable[..., str]) -> Taken:
    """Return what reply *number*, spoiled by *spoil*, takes to be turned away."""
    state = GAME.first(Setting("stage4_adversarial", mode, number))
    seen = GAME.observe(state, role)
    reply = spoil(seen, Seed.of("fuzz", mode, number).stream())
    fate, seconds = "", AT_MOST * 100
    for _ in range(2):
        begin = process_time()
        fate = _turned_away(state, role, reply)
        seconds = min(seconds, process_time() - begin)
        if seconds < LONG:
            break
    return Taken(seconds, name, fate)


def hostile(number: int) -> Taken:
    """Return what a reply of the greatest length takes that says piece *number* and no other."""
    piece = HOSTILE[number % len(HOSTILE)]
    reply = (piece * LONGEST_REPLY)[:LONGEST_REPLY]
    seconds, fate = AT_MOST * 100, ""
    for _ in range(3):
        begin = process_time()
        fate = type(parse(reply, GAME.roles["attacker"].moves)).__name__.lower()
        seconds = min(seconds, process_time() - begin)
    return Taken(seconds, ascii(piece[:20]), fate)


def _told(move: str, taken: list[Taken]) -> bool:
    """Print how *taken* is spread; return whether the slowest is too slow."""
    by_time = sorted(taken)
    shares = {"median": 500, "p99": 990, "p99.9": 999}
    places = {name: by_time[(len(by_time) - 1) * of // 1000].seconds for name, of in shares.items()}
    told = ", ".join(f"{name} {seconds * 1000:.2f}" for name, seconds in places.items())
    worst = by_time[-1]
    told += f", most {worst.seconds * 1000:.2f}"
    print(f"\n{move}: {len(taken):,} spoiled, milliseconds: {told}")
    print(f"  slowest: {worst.what}, turned away by {worst.fate}")
    for name in sorted({one.what for one in taken}):
        own = max(one.seconds for one in taken if one.what == name)
        fates = sorted({one.fate for one in taken if one.what == name})
        print(f"  {own * 1000:7.2f}  {name}: {', '.join(fates)}")
    return worst.seconds > AT_MOST


def main() -> int:
    """Spoil, time and print; return 1 if one takes too long."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=10_000, help="replies of each move")
    asked = parser.parse_args()
    is_short = False
    for move, mode, role, spoils, spoil in (
        ("craft_incident", "self_play", "attacker", tuple(CRAFTED), spoiled_incident),
        ("submit_triage", "defender_only", "defender", tuple(ANSWERED), spoiled_answer),
    ):
        taken: list[Taken] = []
        for number in range(asked.count):
            name = spoils[number % len(spoils)]
            taken.append(timed(mode, role, name, number, partial(spoil, name)))
        is_short = _told(move, taken) or is_short
    longest = [hostile(number) for number in range(len(HOSTILE))]
    is_short = _told("the longest replies", longest) or is_short
    return int(is_short)


if __name__ == "__main__":
    sys.exit(main())
