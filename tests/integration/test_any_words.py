"""Whatever words the command line is given, it ends in a status and says no more than a line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integration import desk
from integration.terminal import LOOKOUT, call

VERBS = ("play", "replay", "show", "catalog", "plya", "help", "--version", "")
WORDS = (
    *("--seed", "--episodes", "--episode", "--team", "--keeper", "--spotter", "--recipe"),
    *("--scenario", "--stage", "--mode", "--json", "--game", "--seed=3", "--keeper=random"),
    *("--", "-", "-h", "--help", "=", "--=", "-1", "0", "1", "2", "7", "1e3", "\0", "\ud800"),
    *("heuristic", "random", "oracle", "busy_gate", "watch", "standard", "mine.toml", "key.toml"),
    *("whole.jsonl", "cut.jsonl", "binary.jsonl", "empty.jsonl", "folder", "wrong_game", "rules"),
    str(LOOKOUT),
)
ANY = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_characters="/\\.", exclude_categories=["Nd", "No", "Nl"])),
)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files as users leave them."""
    return desk.lay(tmp_path_factory.mktemp("desk"))


def _ends_well(folder: Path, words: list[str]) -> None:
    """Run *words* in *folder* and check how they end."""
    done = call(*words, folder=folder)

    assert done.status in (0, 1, 2)
    if done.status == 2:
        assert done.err.startswith("watchfloor: ")
        assert done.err.count("\n") == 1
        assert len(done.err) < 1200


@given(verb=st.one_of(st.sampled_from(VERBS), st.text()), words=st.lists(ANY, max_size=6))
def test_any_words_end_in_a_status(laid: Path, verb: str, words: list[str]) -> None:
    """No words are a crash."""
    _ends_well(laid, [verb, *words])


@given(words=st.lists(ANY, max_size=5))
def test_any_words_after_a_good_start_end_in_a_status(laid: Path, words: list[str]) -> None:
    """Nor is what follows a command that would have been good."""
    _ends_well(laid, ["play", str(LOOKOUT), "--seed", "7", *words])


@given(words=st.lists(ANY, max_size=4), verb=st.sampled_from(("replay", "show")))
def test_any_words_about_a_file_end_in_a_status(laid: Path, verb: str, words: list[str]) -> None:
    """Nor is what is asked about a file."""
    _ends_well(laid, [verb, "whole.jsonl", "--game", str(LOOKOUT), *words])


@given(raw=st.binary(max_size=300))
def test_any_bytes_in_a_file_end_in_a_status(laid: Path, raw: bytes) -> None:
    """Nor is what stands in one."""
    (laid / "any.jsonl").write_bytes(raw)
    _ends_well(laid, ["replay", "any.jsonl", "--game", str(LOOKOUT)])


@given(raw=st.one_of(st.binary(max_size=300), st.text().map(lambda text: text.encode("utf-8"))))
def test_any_bytes_in_a_recipe_end_in_a_status(laid: Path, raw: bytes) -> None:
    """Nor is what stands in a recipe."""
    (laid / "any.toml").write_bytes(raw)
    _ends_well(laid, ["play", str(LOOKOUT), "--seed", "7", "--recipe", "any.toml"])
