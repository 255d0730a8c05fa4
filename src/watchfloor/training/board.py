"""What is measured in training, for TensorBoard: one scalar for each value of each step."""

from pathlib import Path
from typing import Any

from watchfloor.errors import BadInput
from watchfloor.training.experiment import Told
from watchfloor.training.keeping import METRICS
from watchfloor.training.libraries import library

FOLDER = "tensorboard"


class Board:
    """A folder of events beside the metrics of one run."""

    def __init__(self, run: Path) -> None:
        """Open the events of *run*."""
        writing: Any = library("torch.utils.tensorboard", "log").SummaryWriter
        try:
            self._events = writing(str(run / FOLDER))
        except OSError as error:
            message = f"{run / FOLDER} cannot be written ({error.strerror}); train without it"
            raise BadInput(message) from None
        self._known = _lines(run)

    def note(self, told: Told) -> None:
        """Add what is *told* of one step, numbered over all phases."""
        self._known += 1
        for name, value in told.values.items():
            self._events.add_scalar(f"{told.phase}/{name}", value, self._known)
        self._events.flush()


def _lines(run: Path) -> int:
    """Return how many steps of *run* are noted already."""
    file = run / METRICS
    return file.read_bytes().count(b"\n") if file.exists() else 0
