"""A test of the whole way from a model to a report, with a tiny model and few steps."""

import json
import os
import re
import subprocess
import sys
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from tiny_training import fresh_policy

pytestmark = pytest.mark.slow
SCRIPT = Path(__file__).parents[2] / "notebooks" / "train_grpo.py"
FEW = (
    "--texts 2 --sft-steps 2 --steps 1 --worlds 1 --group 2 --batch 2 --rank 4 --turn 8 --whole 64 "
    "--seeds 1 --pairs 1 --processor --backend hf --stages stage1_basic"
)


def test_a_model_goes_all_the_way_to_its_report(tmp_path: Path) -> None:
    """One command leaves models, curves, what was said before and after, and a report."""
    model, out = tmp_path / "model", tmp_path / "run"
    policy = fresh_policy()
    policy.model.save_pretrained(model)
    policy.tokenizer.save_pretrained(model)
    command = [sys.executable, str(SCRIPT), "opensoc", "--model", str(model), "--out", str(out)]
    known = {**os.environ, "HF_HUB_OFFLINE": "1"}
    done = subprocess.run(
        [*command, *FEW.split()], capture_output=True, text=True, env=known, check=False
    )
    assert done.returncode == 0, done.stderr[-2000:]
    (pair,) = json.loads((out / "pairs.json").read_text())
    measured = json.loads((out / "measured.json").read_text())

    assert pair["before"]["world"] == pair["after"]["world"]
    assert [any("reward" in it for it in measured[phase]) for phase in ("sft", "grpo")] == [
        False,
        True,
    ]
    assert (out / "grpo" / "policy" / "model.safetensors").is_file()
    assert (out / "curves.png").stat().st_size > 1000
    assert (out / "evaluation" / "report.html").is_file()


def test_a_mistake_is_one_sentence(tmp_path: Path) -> None:
    """A folder that holds no model is told and leaves the status of a wrong command."""
    command = [sys.executable, str(SCRIPT), "opensoc", "--model", str(tmp_path), "--out", "x"]
    done = subprocess.run([*command, *FEW.split()], capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.strip().splitlines()[-1].startswith("no model can be loaded from")


def test_the_notebook_takes_the_same_steps() -> None:
    """Every name that a cell asks of the script is there, and every cell can be read."""
    cells = json.loads(SCRIPT.with_suffix(".ipynb").read_text())["cells"]
    source = ["".join(it["source"]) for it in cells if it["cell_type"] == "code"]
    names = {name for text in source for name in re.findall(r"step\.(\w+)", text)}
    spec = spec_from_file_location("train_grpo", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    for text in source:
        compile(text, "cell", "exec")

    assert len(names) > 5
    assert all(hasattr(script, name) for name in names)
