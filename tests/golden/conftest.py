"""Texts that are kept and made again: equal to the byte, or written anew when asked to."""

import difflib
from collections.abc import Callable
from pathlib import Path

import pytest

Keep = Callable[[str, str], None]
HERE = Path(__file__).parent
OPTION = "--write-golden"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let pytest read the option that writes every golden file anew."""
    parser.addoption(OPTION, action="store_true", help="write the golden files anew")


@pytest.fixture
def is_writing(request: pytest.FixtureRequest) -> bool:
    """Return whether the golden files are to be written anew."""
    return bool(request.config.getoption(OPTION, default=False))


@pytest.fixture
def keep(*, is_writing: bool) -> Keep:
    """Return what holds a text against the golden file of a name, or writes it there."""

    def kept(name: str, text: str) -> None:
        path = HERE / name
        if is_writing:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(text.encode("utf-8"))
        if not path.is_file():
            pytest.fail(f"there is no {name}; run `make golden` and read what it writes")
        found = path.read_bytes().decode("utf-8")
        if found != text:
            pytest.fail("\n".join((f"{name} is not what is made today:", *_diff(found, text))))

    return kept


def _diff(found: str, text: str) -> list[str]:
    lines = difflib.unified_diff(found.split("\n"), text.split("\n"), "kept", "made", lineterm="")
    return [line if len(line) <= 300 else f"{line[:300]} ..." for line in lines]
