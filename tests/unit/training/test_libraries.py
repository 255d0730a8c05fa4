"""Tests of how the libraries of others are found and refused; none of them is needed for it."""

import sys
from pathlib import Path

import pytest

from watchfloor.errors import BadInput
from watchfloor.training import libraries
from watchfloor.training.libraries import Wish, chosen, library, load_policy


def _installed(folder: Path, version: str) -> None:
    """Leave in *folder* what says that unsloth is installed in *version*."""
    told = folder / f"unsloth-{version}.dist-info"
    told.mkdir()
    (told / "METADATA").write_text(f"Metadata-Version: 2.1\nName: unsloth\nVersion: {version}\n")


def test_a_backend_that_there_is_not_is_told() -> None:
    """A slip in the name is told with the right ones."""
    with pytest.raises(BadInput, match="there is no backend 'hg'; known: auto, hf, unsloth"):
        chosen("hg")


def test_the_plain_backend_needs_no_search() -> None:
    """Who asks for transformers gets it, whatever else is installed."""
    assert chosen("hf") == "hf"


def test_unsloth_that_is_not_there_is_told() -> None:
    """Asked for and absent: how to install it, and what to take instead."""
    with pytest.raises(BadInput, match=r"unsloth is not installed; pip install .* --backend hf"):
        chosen("unsloth")


@pytest.mark.parametrize("version", ["2025.7.2", "2026.10.8", "2024.12"])
def test_unsloth_that_is_too_old_is_refused(
    version: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A resolver goes back to one that trains on what it was told, without a word."""
    _installed(tmp_path, version)
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BadInput, match=f"found unsloth {version}, expected 2026.10.9 or newer"):
        chosen("unsloth")


def test_unsloth_has_to_come_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It changes the others as it is imported, so that it is refused once they are there."""
    _installed(tmp_path, "2026.11.1")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setitem(sys.modules, "trl", sys)
    with pytest.raises(BadInput, match="trl was imported before unsloth, which has to come first"):
        chosen("unsloth")


def test_unsloth_that_is_new_enough_is_taken(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One of today is chosen where it is asked for; that it works shows only when it loads."""
    _installed(tmp_path, "2026.11.1")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("peft", "transformers", "trl"):
        monkeypatch.delitem(sys.modules, name, raising=False)

    assert chosen("unsloth") == "unsloth"


def test_a_library_that_is_missing_is_told() -> None:
    """The sentence names the extra that installs it."""
    with pytest.raises(BadInput, match=r"no_such_thing cannot be imported .*watchfloor\[train\]"):
        library("no_such_thing")


def test_a_model_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever is wrong with a folder is one sentence."""

    class Broken:
        """As much of transformers as is asked before a folder turns out to be broken."""

        @staticmethod
        def from_pretrained(place: str, **_options: object) -> None:
            """Fail as the library does."""
            message = f"{place} is\nno model"
            raise OSError(message)

    transformers = type(sys)("transformers")
    transformers.AutoTokenizer = Broken  # type: ignore[attr-defined]  # a module made here
    monkeypatch.setitem(sys.modules, "transformers", transformers)
    with pytest.raises(BadInput, match=r"^no model can be loaded from .*; give a whole one$"):
        load_policy(Wish(model=str(tmp_path), backend="hf"))
    assert libraries.OLDEST_UNSLOTH == (2026, 10, 9)


def test_unsloth_comes_before_what_is_seeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where it is chosen it is imported first, since it changes the others as it comes."""
    _installed(tmp_path, "2026.11.1")
    (tmp_path / "unsloth.py").write_text("import sys\nearly = 'transformers' in sys.modules\n")
    told = "def set_seed(seed): seeds.append(seed)\nseeds = []\n"
    quiet = "from types import SimpleNamespace\nutils = SimpleNamespace(logging=SimpleNamespace("
    (tmp_path / "transformers.py").write_text(f"{told}{quiet}disable_progress_bar=list))\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in ("transformers", "trl", "peft", "unsloth"):
        monkeypatch.delitem(sys.modules, name, raising=False)
    libraries.seeded("unsloth", 3)
    is_early, seeds = sys.modules["unsloth"].early, sys.modules["transformers"].seeds
    monkeypatch.delitem(sys.modules, "transformers")
    monkeypatch.delitem(sys.modules, "unsloth")

    assert (is_early, seeds) == (False, [3])
