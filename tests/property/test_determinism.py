import os
import subprocess
import sys
from pathlib import Path

import pytest

from property.thousand_episodes import digest_of_play

KNOWN = "56252e94ddf6b4013ec61961fe452dc62ebc775ce9e4c8f596b0208a0fa97a7c"
"""Another digest means that episodes came out differently: say in the commit what changed in them,
since no number from before can be compared with one from after.
"""
HERE = Path(__file__).parent


def test_a_thousand_episodes_are_as_they_always_were() -> None:
    """Worlds, views, policies, verdicts, prices and records are what they were."""
    assert digest_of_play() == KNOWN


@pytest.mark.slow
@pytest.mark.parametrize("hash_seed", ["0", "1", "777"])
def test_a_thousand_episodes_are_the_same_in_every_process(hash_seed: str) -> None:
    """Neither another process nor another seed of Python's own hashes changes an episode."""
    found = [str(HERE.parent / "games"), *filter(None, [os.environ.get("PYTHONPATH")])]
    told = subprocess.run(
        [sys.executable, str(HERE / "thousand_episodes.py")],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": os.pathsep.join(found)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == KNOWN
