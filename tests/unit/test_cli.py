"""What the command line makes of what goes wrong, and of the streams it is handed."""

import contextlib
import io
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from watchfloor import cli
from watchfloor.cli import verbs
from watchfloor.errors import BadExtension

INTERRUPTING = "raise KeyboardInterrupt\n"


def _main(*words: str, out: io.TextIOBase | None = None) -> tuple[int, str]:
    """Return the status of *words* and what is said about it, with *out* to print on."""
    err = io.StringIO()
    with (
        contextlib.redirect_stdout(out or io.StringIO()),
        contextlib.redirect_stderr(err),
    ):
        status = cli.main(words)
    return status, err.getvalue()


def test_an_interruption_is_told_in_one_line(tmp_path: Path) -> None:
    """Ctrl-C at any moment ends in a sentence and the status that shells expect."""
    (tmp_path / "stopping_game").mkdir()
    (tmp_path / "stopping_game" / "game.py").write_text(INTERRUPTING)
    status, said = _main("play", str(tmp_path / "stopping_game"), "--seed", "7")

    assert status == 130
    assert said == "watchfloor: stopped; every finished episode of a recorded file is kept\n"


def test_a_reader_who_has_left_is_no_mistake() -> None:
    """A pipe that nobody reads any more ends the command in peace."""
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as out:
        assert _main("catalog", out=out) == (0, "")


def test_a_full_device_is_told() -> None:
    """What cannot be printed is no success."""
    with Path("/dev/full").open("w") as out:
        status, said = _main("catalog", out=out)

    assert status == 2
    assert said.startswith("watchfloor: the result cannot be printed (No space left on device)")


def test_everything_is_printed_in_utf_8(tmp_path: Path) -> None:
    """The same words make the same bytes, whatever the terminal says it can show."""
    with (tmp_path / "out").open("w", encoding="ascii") as out:
        _main("--version", out=out)

        assert (out.encoding, out.errors) == ("utf-8", "backslashreplace")


@pytest.fixture
def shelf(tmp_path: Path) -> Iterator[Path]:
    """Return a folder whose files are verbs, too."""
    verbs.__path__.append(str(tmp_path))
    yield tmp_path
    verbs.__path__.remove(str(tmp_path))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("silent", '"""Say nothing."""\n'),
        ("wrong", '"""Be something else."""\nVERB = 7\n'),
        ("misnamed", '"""Be another."""\nfrom watchfloor.cli.verbs.play import VERB\n'),
    ],
)
def test_a_verb_that_breaks_the_contract_is_told(shelf: Path, name: str, text: str) -> None:
    """A file among the verbs binds the verb of its name, or the command says so."""
    (shelf / f"{name}.py").write_text(text)

    with pytest.raises(BadExtension, match=f"{name} must bind VERB to the Verb called '{name}'"):
        cli.find(name)
