"""Every verb: listed, explained, and with an example that works."""

import json
import shlex
from pathlib import Path

import pytest

from integration.terminal import LOOKOUT, ROOT, call, run
from watchfloor import __version__, catalog
from watchfloor.cli import VERBS, find, summary

NAMES = catalog.names(VERBS)
LIGHT = [name for name in NAMES if name != "train"]
"""The verbs that need no library of a gigabyte; training is tried where there is one."""


@pytest.mark.parametrize("words", [(), ("--help",), ("-h",), ("help",)])
def test_the_command_alone_prints_the_verbs(words: tuple[str, ...]) -> None:
    """Whoever knows nothing sees every verb with a line on what it does."""
    done = run(*words)

    assert (done.status, done.err) == (0, "")
    assert all(f"  {name:<10} {summary(name)}\n" in done.out for name in NAMES)


def test_the_version_is_printed() -> None:
    """Whoever reports a fault can say in which version."""
    assert call("--version") == (0, f"watchfloor {__version__}\n", "")


@pytest.mark.parametrize("name", NAMES)
def test_a_verb_explains_itself(name: str) -> None:
    """Help shows what the verb does, every option, and an example of its use."""
    done = run(name, "--help")

    assert (done.status, done.err) == (0, "")
    assert summary(name) in " ".join(done.out.split())
    assert f"example:\n  {find(name).example}\n" in done.out
    assert "--json" in done.out


@pytest.mark.parametrize("name", NAMES)
def test_help_is_printed_wherever_it_is_asked_for(name: str) -> None:
    """`-h` is help behind anything else, right or wrong."""
    assert call(name, "--nonsense", "-h").out == call(name, "--help").out


@pytest.mark.parametrize("name", NAMES)
def test_a_summary_is_a_sentence_that_says_what_to_do(name: str) -> None:
    """The line of a verb is the first line of its file, and short enough for a list."""
    said = summary(name)

    assert said.endswith(".")
    assert said[0].isupper()
    assert len(said) <= 100


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder that looks like a checkout in which something was recorded."""
    folder = tmp_path_factory.mktemp("checkout")
    (folder / "tests").symlink_to(ROOT / "tests")
    call("play", LOOKOUT, "--seed", "7", "--out", folder / "seven.jsonl")
    call("play", "logsentinel", "--seed", "7", "--out", folder / "war.jsonl")
    call("generate", "opensoc", "--seed", "7", "--out", folder / "incidents.jsonl")
    lookout = ("--game", "tests/games/lookout", "--seeds", "2", "--jobs", "1")
    call("evaluate", *lookout, "--out", "runs/lookout", "--no-report", folder=folder)
    return folder


@pytest.mark.parametrize("name", LIGHT)
def test_an_example_works_as_it_stands(checkout: Path, name: str) -> None:
    """What help shows can be typed."""
    _, *words = shlex.split(find(name).example)
    done = call(*words, folder=checkout)

    assert (done.status, done.err) == (0, "")
    assert done.out


@pytest.mark.parametrize("name", LIGHT)
def test_every_verb_prints_json(checkout: Path, name: str) -> None:
    """With --json a result is one line of JSON for each thing that was asked for."""
    _, *words = shlex.split(find(name).example)
    done = call(*words, "--json", folder=checkout)

    assert done.status == 0
    assert [type(json.loads(line)) for line in done.out.splitlines()] == [dict]
