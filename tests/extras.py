"""Whether extras and images can be installed; asks the index of packages and installs nothing.

    make extras

An extra that resolves to what is too old has failed as well: a resolver goes back in silence.
"""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
LEAST = {"unsloth": ("unsloth", (2026, 10, 9)), "train": ("trl", (1, 15))}
"""What an extra has to come to, at least."""


def resolved(extra: str, more: list[str]) -> tuple[dict[str, str], str]:
    """Return what *extra* comes to, and why it comes to nothing; *more* is told to the resolver."""
    uv = [sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--no-header", "--no-annotate"]
    project = ["--python-version", "3.11", "--extra", extra, str(ROOT / "pyproject.toml")]
    done = subprocess.run([*uv, *project, *more], capture_output=True, text=True, check=False)
    found = dict(re.findall(r"^([\w.-]+)(?:\[.*\])?==(\S+)", done.stdout, re.MULTILINE))
    return found, " ".join(done.stderr.split()) if done.returncode else ""


def flaw(extra: str, more: list[str]) -> str:
    """Return what is wrong with *extra*, or nothing."""
    found, trouble = resolved(extra, more)
    if trouble:
        return trouble
    name, least = LEAST.get(extra, ("", ()))
    version = tuple(map(int, re.findall(r"\d+", found.get(name, ""))[:3]))
    return f"comes to {name} {found.get(name)}" if version < least else ""


def image(file: Path) -> str:
    """Return why what *file* pins cannot be had with its hashes, or nothing; it is all fetched."""
    pip = [sys.executable, "-m", "pip", "install", "--dry-run", "--no-deps", "--ignore-installed"]
    command = [*pip, "--quiet", "--require-hashes", "--only-binary", ":all:", "-r", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return " ".join(done.stderr.split()) if done.returncode else ""


def main() -> int:
    """Tell of each extra, and of what each image pins, whether it can be installed."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    flaws = {extra: flaw(extra, sys.argv[1:]) for extra in project["optional-dependencies"]}
    for file in sorted((ROOT / "envs").glob("*/server/requirements.txt")):
        flaws[file.parents[1].name] = image(file)
    for extra, what in flaws.items():
        sys.stdout.write(f"{extra:<14} {what or 'resolves'}\n")
    return int(any(flaws.values()))


if __name__ == "__main__":
    sys.exit(main())
