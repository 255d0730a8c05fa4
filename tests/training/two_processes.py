"""One of two processes that train a tiny model together; it leaves its weights behind."""

import sys
from pathlib import Path

import torch

from tiny_training import TRIAGE, cast_of, fresh_policy, pace_of, plan_of, triage, weights_of
from watchfloor.training import trl as path

if __name__ == "__main__":
    folder = Path(sys.argv[1])
    learner = fresh_policy()
    worlds = [triage(seed) for seed in range(4)]
    options = plan_of(cast_of("opensoc", TRIAGE)), worlds, pace_of(folder / "run", 2)
    trainer = path.reinforced(learner, *options)
    trainer.train()
    assert trainer.accelerator.num_processes == 2
    rank = trainer.accelerator.process_index
    torch.save(weights_of(learner.model), folder / f"{rank}.pt")
