"""A small model as a directory: what is refused, and in which words."""

from pathlib import Path

import pytest

from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.small_model import MANIFEST, WEIGHTS, Shape, manifest_of, tensors, tokenizer
from watchfloor.errors import BadInput


def test_a_directory_without_a_manifest_is_no_policy(tmp_path: Path) -> None:
    """One sentence says what is missing, and what to give."""
    with pytest.raises(BadInput, match=f"has no {MANIFEST}; give the directory"):
        manifest_of(tmp_path)


def test_a_manifest_that_is_none_is_refused(tmp_path: Path) -> None:
    """One sentence says that it cannot be read."""
    (tmp_path / MANIFEST).write_text("{}")

    with pytest.raises(BadInput, match="cannot be read"):
        manifest_of(tmp_path)


@pytest.mark.parametrize("held", [b"", b"\x10\0\0\0\0\0\0\0{", b"\x02\0\0\0\0\0\0\0[]"])
def test_a_torn_file_of_weights_is_refused(tmp_path: Path, held: bytes) -> None:
    """Whatever is cut off, the file is said to be no whole one."""
    (tmp_path / WEIGHTS).write_bytes(held)

    with pytest.raises(BadInput, match="is no whole safetensors file"):
        tensors(tmp_path / WEIGHTS)


def test_a_shape_knows_its_parameters() -> None:
    """One layer has eleven parts; beside the layers stand the words and the last norm."""
    shape = Shape(words=10, layers=2)

    assert len(shape.parameters()) == 2 + 2 * 11


def test_the_tokenizer_numbers_words_as_the_encoding_does() -> None:
    """The same word has the same number in both."""
    encoding = ENCODINGS["triage"]

    assert tokenizer(encoding)["model"]["vocab"] == encoding.numbers()
