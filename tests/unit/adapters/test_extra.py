"""Adapters whose library is not there."""

import subprocess
import sys

import pytest

ABSENT = """
import sys
sys.modules[{library!r}] = None
try:
    import watchfloor.adapters.{adapter}
except ImportError as error:
    print(error)
"""


@pytest.mark.parametrize(
    ("adapter", "library"),
    [
        ("gymnasium", "gymnasium"),
        ("pettingzoo", "pettingzoo"),
        ("inspect", "inspect_ai"),
        ("verifiers", "verifiers"),
    ],
)
def test_a_library_that_is_not_there_is_told_in_a_sentence(adapter: str, library: str) -> None:
    """It says which package is missing and how it is got."""
    words = [sys.executable, "-c", ABSENT.format(library=library, adapter=adapter)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)

    assert done.stdout.endswith(f"install the extra: pip install 'watchfloor[{adapter}]'\n")
