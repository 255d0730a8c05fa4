"""Holds a team of the war-room that has learnt against the teams that were told.

    python -m benchmarks.diagnosing [DIRECTORY] [--held-out 200] [--write]

The team is that of a run, `runs/warroom-0/models/team`, or the one that is shipped. It is held,
pair by pair, against the heuristic and the tuned team on seeds that nothing was learnt or tried on.
`--write` ships it, as `policies/learned.py`. The exit status is 1 unless it beats the heuristic by
more than 0.1 of what lies between random and the oracle, on `medium`.
"""

import sys
from argparse import ArgumentParser
from pathlib import Path
from statistics import mean
from textwrap import wrap
from time import process_time

import msgspec
from benchmarks.warrooms import FRESH, finished, gain, raw

from watchfloor.agents.learned import taught
from watchfloor.errors import BadInput
from watchfloor.logsentinel import diagnosis, policies
from watchfloor.logsentinel.habits import Habits
from watchfloor.logsentinel.pursuit import Zeal
from watchfloor.logsentinel.taught import Taught
from watchfloor.play.game import Setting
from watchfloor.play.policy import Contender

LEVELS = ("easy", "medium", "hard")
WANTED = 0.1


def earned(policy: Contender, level: str, first: int, count: int) -> list[float]:
    """Return what *policy* earns on each of so many seeds."""
    settings = [Setting(level, "sequential", seed) for seed in range(first, first + count)]
    return [raw(finished(setting, policy)) for setting in settings]


def tried(policy: Contender, count: int) -> float:
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


def write(team: Taught) -> None:
    """Ship *team* as the policy `learned`."""
    insight = team.insight
    if insight is None:
        message = "found a team that has learnt nothing, expected one to ship; train it first"
        raise BadInput(message)
    text = _POLICY.replace("@HABITS", _numbers(team.habits)).replace("@ZEAL", _numbers(team.zeal))
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
    """Try the team and perhaps ship it; return 1 if it does not beat the heuristic by enough."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("team", type=Path, nargs="?", help="the directory of a team")
    parser.add_argument("--held-out", type=int, default=200, help="seeds of each level to try on")
    parser.add_argument("--write", action="store_true", help="ship the team of the directory")
    asked = parser.parse_args()
    found = taught(asked.team) if asked.team else None
    policy = found.policy("learned") if found else policies.POLICIES["learned"]
    lead = tried(policy, asked.held_out)
    print(f"{process_time():.0f} s of processor time in all")
    if asked.write and found:
        write(found)
    return int(lead < WANTED)


if __name__ == "__main__":
    sys.exit(main())
