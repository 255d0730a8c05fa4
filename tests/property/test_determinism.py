import os
import subprocess
import sys
from pathlib import Path

import pytest

from property.thousand_episodes import digest_of_play, digest_of_triage

KNOWN = "f5a307de7471d1f12d08bb560d59eecbe3dca11aa4145c1524a36c1196c73d0f"
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
    path = os.pathsep.join((str(HERE.parent / "games"), *sys.path))
    told = subprocess.run(
        [sys.executable, str(HERE / "thousand_episodes.py")],
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )

    assert told.stdout == f"{KNOWN} {digest_of_triage()}"
