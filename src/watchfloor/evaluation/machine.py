"""Where a run was made: what varies by machine and day, and is no part of its manifest."""

import os
import platform
import subprocess
from importlib.resources import files
from pathlib import Path

import watchfloor

_PATIENCE = 10
"""Seconds for git to answer."""


def here(endpoint: str = "") -> dict[str, str | int]:
    """Return what there is to know of this machine, of the sources it runs and its *endpoint*."""
    return {
        "endpoint": endpoint,
        "git": _git(),
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": platform.machine(),
        "cores": os.cpu_count() or 1,
    }


def _git() -> str:
    """Return the commit that the package stands at, and whether it was changed since."""
    folder = Path(str(files(watchfloor)))
    if not _asked(folder, "ls-files", "__init__.py"):
        return ""
    changed = _asked(folder, "status", "--porcelain", "--", ".")
    return _asked(folder, "rev-parse", "HEAD") + (" with changes" if changed else "")


def _asked(folder: Path, *words: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603  # git, with words of our own
            ["git", *words],  # noqa: S607  # wherever it is installed
            cwd=folder,
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""
