"""Episodes of every kind as one digest for each game; run as a program, it prints the digests."""

import sys

from lookout.game import GAME
from watchfloor.codec import digest
from watchfloor.opensoc.game import GAME as TRIAGE
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


def digest_of_triage() -> str:
    """Return the digest over the last hashes of episodes of the triage game in every mode."""
    policies, recipe = sorted(TRIAGE.policies), TRIAGE.recipes["standard"]
    settings = [
        Setting(scenario, mode, seed)
        for scenario in TRIAGE.scenarios
        for mode in TRIAGE.modes
        for seed in range(30)
    ]
    return digest(
        [
            play(
                TRIAGE,
                Table(
                    setting, recipe, dict.fromkeys(TRIAGE.roles, policies[place % len(policies)])
                ),
            ).end.hash
            for place, setting in enumerate(settings)
        ]
    )


if __name__ == "__main__":
    sys.stdout.write(f"{digest_of_play()} {digest_of_triage()}")
