"""A small experiment of the triage, phase by phase, for tests that learn nothing."""

from collections.abc import Sequence
from multiprocessing import Pipe
from threading import Thread
from typing import Any, Literal

from watchfloor.training.ahead import Bench, Helper
from watchfloor.training.experiment import Experiment, Phase
from watchfloor.training.supply import At

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


def helped(supply: Any, steps: Sequence[At]) -> Helper:  # noqa: ANN401  # a supply, or as much of it
    """Return who plays *steps* of *supply*, in a thread of this process."""
    here, there = Pipe()

    def work() -> None:
        Bench(there, supply, steps).work()
        there.close()

    thread: Any = Thread(target=work, daemon=True)
    thread.start()
    return Helper(here, thread, supply)
