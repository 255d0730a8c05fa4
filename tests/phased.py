"""A small experiment of the triage, phase by phase, for tests that learn nothing."""

from typing import Literal

from watchfloor.training.experiment import Experiment, Phase

STAGES = ("stage1_basic", "stage3_mixed")
How = Literal["sft", "grpo", "raft", "selfplay"]


def phase(how: How, steps: int, worlds: int = 4) -> Phase:
    """Return a phase that is called by *how* it learns; in self-play the sides take turns."""
    return Phase(
        name=how,
        how=how,
        steps=steps,
        scenarios=STAGES,
        worlds=worlds,
        rate=1e-3,
        attacks=1,
        defends=1,
    )


def experiment(*phases: Phase) -> Experiment:
    """Return the experiment of *phases*."""
    return Experiment(name="small", summary="Some phases.", encoding="triage", phases=phases)
