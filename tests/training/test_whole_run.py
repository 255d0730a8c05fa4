"""Tests of the whole way from a model to a report, by the script and by the notebook, tiny."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tiny_training import fresh_policy

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).parents[2] / "notebooks" / "train_grpo.py"
FEW = """
kind = "chat"
name = "few"
summary = "A few steps of everything."
game = "opensoc"
device = "cpu"
backend = "hf"
stages = ["stage1_basic"]
texts = 2
shown = 2
tried = 1
group = 2
worlds = 1
batch = 2
rank = 4
turn = 8
whole = 64
evaluated = 2
"""
MADE = (
    "demonstrations.jsonl",
    "curves.png",
    "macro_f1.png",
    "dismissed_malicious.png",
    "confusion.png",
    "pairs.jsonl.gz",
    "evaluation/report.html",
    "models/grpo-stage1_basic/model.safetensors",
)
OFFLINE = {**os.environ, "HF_HUB_OFFLINE": "1", "MPLBACKEND": "agg"}


def _words(tmp_path: Path) -> list[str]:
    """Return the words of a run with a model that knows nothing."""
    policy = fresh_policy()
    policy.model.save_pretrained(tmp_path / "model")
    policy.tokenizer.save_pretrained(tmp_path / "model")
    (tmp_path / "few.toml").write_text(FEW)
    named = ("--experiment", tmp_path / "few.toml", "--model", tmp_path / "model")
    return ["opensoc", *map(str, (*named, "--out", tmp_path / "run"))]


def _run(*words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *words],
        capture_output=True,
        text=True,
        env=OFFLINE,
        cwd=folder,
        check=False,
    )


def test_a_model_goes_all_the_way_to_its_report(tmp_path: Path) -> None:
    """One command leaves data, models, pictures, what was said before and after, and a report."""
    done = _run(str(SCRIPT), *_words(tmp_path))
    assert done.returncode == 0, done.stderr[-2000:]
    pairs = json.loads((tmp_path / "run" / "pairs.json").read_text())
    texts = (tmp_path / "run" / "demonstrations.jsonl").read_text().splitlines()

    assert [it for it in MADE if not (tmp_path / "run" / it).is_file()] == []
    assert all(it["before"]["world"] == it["after"]["world"] for it in pairs)
    assert len(pairs) == 4
    assert [json.loads(it)["text"].count("<|im_start|>assistant") for it in texts] == [1, 1]


def test_a_mistake_is_one_sentence(tmp_path: Path) -> None:
    """A folder that holds no model is told and leaves the status of a wrong command."""
    words = ["opensoc", "--model", str(tmp_path), "--out", str(tmp_path / "x"), "--device", "cpu"]
    done = _run(str(SCRIPT), *words)

    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("no model can be loaded from")


def test_the_notebook_goes_the_same_way(tmp_path: Path) -> None:
    """Its cells, run one after the other with a tiny model, leave what the script leaves."""
    cells = json.loads(SCRIPT.with_suffix(".ipynb").read_text())["cells"]
    source = "\n".join("".join(it["source"]) for it in cells if it["cell_type"] == "code")
    given = f"args = step.asked({_words(tmp_path)!r})"
    source, count = re.subn(
        r"^args = step\.asked\(.*\)$", lambda _: given, source, flags=re.MULTILINE
    )
    done = _run("-c", source, folder=SCRIPT.parent)

    assert count == 1
    assert done.returncode == 0, done.stderr[-2000:]
    assert [it for it in MADE if not (tmp_path / "run" / it).is_file()] == []
