"""A chat model goes through a run that unsloth loads: tiny, drawn at random, on the processor.

Without a GPU unsloth takes the trainers of TRL as they are, so that this tries how it is called, in
which order it is imported and what is written, and none of its kernels.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from tiny_training import fresh_policy

EXPERIMENT = """
kind = "chat"
name = "tiny"
summary = "A few steps."
game = "opensoc"
backend = "unsloth"
device = "cpu"
stages = ["stage1_basic"]
texts = 4
shown = 2
tried = 1
worlds = 2
group = 2
batch = 2
rank = {rank}
turn = 8
whole = 64
"""


@pytest.mark.slow
@pytest.mark.parametrize("rank", [0, 4])
def test_a_model_is_shown_and_tries_and_is_written_whole(tmp_path: Path, rank: int) -> None:
    """By the command line's own way, with an adapter and without one."""
    policy = fresh_policy()
    policy.model.save_pretrained(tmp_path / "model")
    policy.tokenizer.save_pretrained(tmp_path / "model")
    (tmp_path / "tiny.toml").write_text(EXPERIMENT.format(rank=rank))
    command = ["opensoc", "--experiment", "tiny.toml", "--model", "model", "--out", "run"]
    done = subprocess.run(
        [sys.executable, "-m", "watchfloor", "train", *command, "--no-evaluation"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    models = sorted(it.parent.name for it in tmp_path.glob("run/models/*/model.safetensors"))

    assert done.returncode == 0, done.stderr[-2000:]
    assert models == ["grpo-stage1_basic", "sft"]
