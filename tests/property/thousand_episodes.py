"""A thousand episodes of the small game as one digest; run as a program, it prints the digest."""

import sys

from lookout.game import GAME
from watchfloor.codec import digest
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play


def digest_of_play() -> str:
    """Return the digest over the last hashes of a thousand episodes of every kind.

    The last hash of an episode stands for all of it: the world, every reply, state and reward.
    """
    scenarios, policies = sorted(GAME.scenarios), sorted(GAME.policies)
    ends = []
    for seed in range(1000):
        setting = Setting(scenarios[seed % len(scenarios)], "watch", seed)
        seats = {
            "spotter": policies[seed % len(policies)],
            "keeper": policies[seed // len(policies) % len(policies)],
        }
        ends.append(play(GAME, Table(setting, GAME.recipes["standard"], seats)).end.hash)
    return digest(ends)


if __name__ == "__main__":
    sys.stdout.write(digest_of_play())
