"""Break every rule of the house once, in a copy, and see it caught.

    .venv/bin/python tests/architecture/faults.py [--markdown] [FILE.toml] [WORD]

The faults are listed in `faults.toml`, or in the file that is named. Each is planted alone into a
copy of the working tree, and only the check that should catch it is run. Every check is first run
on the copy as it is: one that fails already proves nothing. With a WORD, only the rules that
contain it are broken. The exit status is 1 if a fault goes unseen or unproved.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Literal, TypeAlias

import msgspec

ROOT = Path(__file__).parents[2]
LIST = Path(__file__).with_name("faults.toml")
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as check; check()"
LIMIT_SECONDS = 1_200

Fate: TypeAlias = Literal["caught", "survived", "unproved"]

PYTHON = ".venv/bin/python"
LOAD = "import sys; from importlib import import_module as load; load(sys.argv[1])"

TOOLS = {
    "ruff": (PYTHON, "-m", "ruff", "check", "--no-cache", "--output-format=concise"),
    "format": (PYTHON, "-m", "ruff", "format", "--no-cache", "--check"),
    "mypy": (PYTHON, "-m", "mypy"),
    "basedpyright": (PYTHON, "-m", "basedpyright", "--level", "error"),
    "contract": (PYTHON, "-c", LINT_IMPORTS, "--no-logo", "--no-cache", "--contract"),
    "pytest": (PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider"),
    "load": (PYTHON, "-c", LOAD),
    "audit": (PYTHON, "-m", "watchfloor", "audit", "--recipe", "standard", "--jobs", "2"),
    "make": ("make", "--old-file=.venv/installed-test"),
}
"""What looks for faults; `make` has nothing to install."""

WHOLE = ("ruff", "format", "mypy", "basedpyright")
"""Tools that read everything, so that what follows their name is the code they print."""


class Fault(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A breach of one rule, and which checks see it."""

    rule: str
    planted: str
    """The breach, in words."""
    caught_by: tuple[str, ...]
    """A tool of `TOOLS` with its code, contract or test."""
    create: dict[str, str] = {}
    append: dict[str, str] = {}
    replace: dict[str, tuple[str, str]] = {}
    times: int = 1
    """How often the last line of what is appended stands there."""

    @property
    def files(self) -> tuple[str, ...]:
        """The files it touches."""
        return (*self.create, *self.append, *self.replace)


class Faults(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Every fault."""

    fault: tuple[Fault, ...]


class Row(msgspec.Struct, frozen=True):
    """What became of one fault at one check."""

    fault: Fault
    check: str
    fate: Fate
    seconds: float


def listed(path: Path = LIST) -> tuple[Fault, ...]:
    """Return the faults that are listed at *path*."""
    return msgspec.toml.decode(path.read_bytes(), type=Faults).fault


def changed(fault: Fault, root: Path) -> dict[Path, str]:
    """Return what the files that *fault* touches say once it is planted below *root*."""
    found: dict[Path, str] = {}
    for name, text in fault.create.items():
        if (root / name).exists():
            message = f"{name} exists, so {fault.planted!r} cannot be planted; choose another name"
            raise FileExistsError(message)
        found[root / name] = text
    for name, text in fault.append.items():
        *first, last = text.splitlines(keepends=True)
        added = "".join((*first, last * fault.times))
        found[root / name] = (root / name).read_text("utf-8") + added
    for name, (old, new) in fault.replace.items():
        before = (root / name).read_text("utf-8")
        if before.count(old) != 1:
            message = f"{name} does not say {old!r} once, where {fault.planted!r} is to be planted"
            raise LookupError(message)
        found[root / name] = before.replace(old, new)
    return found


@contextmanager
def planted(fault: Fault, root: Path) -> Generator[None, None, None]:
    """Plant *fault* below *root*, and take it out again."""
    after = changed(fault, root)
    before = {path: path.read_bytes() if path.exists() else None for path in after}
    for path, text in after.items():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    try:
        yield
    finally:
        for path, raw in before.items():
            if raw is None:
                path.unlink()
                _prune(path.parent)
            else:
                path.write_bytes(raw)


def _prune(folder: Path) -> None:
    while not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent


def copy(target: Path) -> None:
    """Copy what git tracks or would track to *target*."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    for name in filter(None, names.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


def equip(target: Path) -> None:
    """Give the copy at *target* our tools, in an environment that finds no source but its own."""
    home = target / ".venv"
    venv.create(home, symlinks=True)
    packages = sysconfig.get_path("purelib")
    ours = Path(sysconfig.get_path("purelib", "venv", {"base": str(home)}))
    (ours / "faults.pth").write_text(f"{target / 'src'}\n{packages}\n", "utf-8")
    for tool in Path(sysconfig.get_path("scripts")).iterdir():
        place = home / "bin" / tool.name
        if place.exists() or not tool.is_file():
            continue
        script = tool.read_bytes()
        if script.startswith(b"#!"):
            place.write_bytes(script.replace(sys.prefix.encode(), str(home).encode(), 1))
            place.chmod(0o755)
        else:
            place.symlink_to(tool)


class Bench:
    """A copy in which checks are run."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._env = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
        self._env.pop("PYTHONPATH", None)
        show = "import watchfloor; print(watchfloor.__file__)"
        found = self._run(PYTHON, "-c", show).stdout.strip()
        if not found.startswith(str(root)):
            message = f"the checks would read {found}, not the copy in {root}"
            raise RuntimeError(message)

    def _run(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            arguments,
            cwd=self.root,
            env=self._env,
            capture_output=True,
            text=True,
            check=False,
            timeout=LIMIT_SECONDS,
        )

    def passes(self, check: str) -> bool:
        """Return whether *check* passes on the copy as it is; so does one that is only planted."""
        tool, _, subject = check.partition(" ")
        if tool == "pytest" and not (self.root / subject.partition("::")[0]).exists():
            return True
        done = self._run(*TOOLS[tool], *_named(tool, subject))
        if done.returncode:
            sys.stderr.write(f"{check} fails before anything is planted:\n{done.stdout}\n")
        return done.returncode == 0

    def sees(self, check: str, fault: Fault) -> bool:
        """Return whether *check* fails on the copy with *fault*, and for the reason expected."""
        tool, _, subject = check.partition(" ")
        whole = fault.files if tool in ("ruff", "format") else ()
        done = self._run(*TOOLS[tool], *(whole if tool in WHOLE else _named(tool, subject)))
        said = done.stdout + done.stderr
        return done.returncode != 0 and any(sign in said for sign in _signs(tool, subject))


def _named(tool: str, subject: str) -> tuple[str, ...]:
    """Return the words that tell *tool* to look for *subject*."""
    if tool in WHOLE:
        return ()
    return tuple(subject.split()) if tool == "audit" else (subject,)


def _signs(tool: str, subject: str) -> tuple[str, ...]:
    """Return the texts one of which *tool* prints when it fails because of *subject*."""
    return {
        "ruff": (f" {subject} ", f" {subject}["),
        "format": ("would be reformatted",),
        "mypy": (f"[{subject}]",),
        "basedpyright": (f"({subject})",),
        "contract": ("BROKEN",),
        "pytest": (f"FAILED {subject}", f"ERROR {subject.partition('::')[0]}"),
        "load": ("watchfloor.errors.BadExtension",),
        "audit": ("falls short",),
        "make": ("Coverage failure",),
    }[tool]


def _command(check: str) -> str:
    """Return what *check* has in common with those that read the whole copy in the same way."""
    tool = check.partition(" ")[0]
    return tool if tool in WHOLE else check


def broken(faults: list[Fault]) -> Iterator[Row]:
    """Plant each of *faults* alone and say what became of it at each of its checks."""
    with TemporaryDirectory(prefix="faults-") as folder:
        root = Path(folder).resolve()
        root.chmod(0o755)  # some tests become another user, who reads the copy too
        copy(root)
        equip(root)
        bench = Bench(root)
        checks = {_command(check): check for fault in faults for check in fault.caught_by}
        proved = {command for command, check in checks.items() if bench.passes(check)}
        for fault in faults:
            with planted(fault, root):
                for check in fault.caught_by:
                    before = perf_counter()
                    fate: Fate = "caught" if bench.sees(check, fault) else "survived"
                    if _command(check) not in proved:
                        fate = "unproved"
                    yield Row(fault, check, fate, perf_counter() - before)


def _plain(row: Row) -> str:
    lines = (f"{row.fate:<9}{row.seconds:5.1f} s  {row.fault.rule}", row.fault.planted, row.check)
    return "\n                  ".join(lines)


def _cell(row: Row) -> str:
    fate = "" if row.fate == "caught" else f"{row.fate} by "
    return f"| {row.fault.rule} | {row.fault.planted} | {fate}`{row.check}` | {row.seconds:.1f} |"


def main(words: list[str]) -> int:
    """Print a row for each fault and check; return 1 if a fault went unseen or unproved."""
    is_markdown = "--markdown" in words
    lists = [Path(word) for word in words if word.endswith(".toml")] or [LIST]
    wanted = [word for word in words if word != "--markdown" and not word.endswith(".toml")]
    known = [fault for path in lists for fault in listed(path)]
    faults = [fault for fault in known if all(word in fault.rule for word in wanted)]
    if is_markdown:
        sys.stdout.write("| rule | planted | caught by | seconds |\n| --- | --- | --- | ---: |\n")
    fates: list[str] = []
    for row in broken(faults):
        sys.stdout.write((_cell(row) if is_markdown else _plain(row)) + "\n")
        sys.stdout.flush()
        fates.append(row.fate)
    missed = len(fates) - fates.count("caught")
    sys.stdout.write(f"\n{len(faults)} faults, {len(fates)} checks, {missed} not caught\n")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
