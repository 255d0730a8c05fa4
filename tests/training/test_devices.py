"""Where a small model learns: all that meets it lives there, and a GPU that is absent is told."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from msgspec.structs import replace
from torch._subclasses.fake_tensor import FakeTensorDeviceMismatchError, FakeTensorMode
from torch.fx.experimental.symbolic_shapes import ShapeEnv
from torch.utils import backend_registration

from watchfloor.agents.games import find
from watchfloor.agents.learned import policy
from watchfloor.agents.small_model import Shape
from watchfloor.errors import BadInput
from watchfloor.training import course, grpo, learner, sft
from watchfloor.training.demonstration import Demonstration
from watchfloor.training.experiment import Experiment, Phase, Size
from watchfloor.training.learner import Learner, beside, foretold
from watchfloor.training.network import Weights
from watchfloor.training.rollouts import Sample

SHAPE = Shape(words=11, width=16, layers=2, heads=2, shared=1, head=8, inner=24)
ELSEWHERE = "npy"
"""A device that no machine has, whose tensors have sizes and no content."""
EASY = ("stage1_basic",)
TINY = Experiment(
    name="tiny",
    summary="A few steps of each kind.",
    encoding="triage",
    size=Size(width=32, layers=2, heads=1, inner=48),
    every=2,
    looks=2,
    evaluated=2,
    phases=(
        Phase(name="sft", how="sft", steps=4, scenarios=EASY, worlds=8, rate=3e-3),
        Phase(name="grpo", how="grpo", steps=3, scenarios=EASY, worlds=6, rate=1e-3, kl=0.1),
    ),
)
needs_gpu = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs a GPU")


def _moving(real: Callable[..., Any]) -> Callable[..., Any]:
    """Return *real*, which makes tensors of lists, for a device without memory as well."""

    def tensor(content: object, dtype: Any = None, device: Any = None) -> Any:  # noqa: ANN401  # of torch
        made = real(content, dtype=dtype)
        return made if device is None else made.to(device)

    return tensor


@pytest.fixture(scope="session")
def _device() -> None:
    backend_registration._setup_privateuseone_for_python_backend(ELSEWHERE)


@pytest.fixture(name="weights")
def _weights(_device: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Weights]:
    """Give weights that live elsewhere, where a tensor that does not is noticed."""
    monkeypatch.setattr(torch, "tensor", _moving(torch.tensor))
    with FakeTensorMode(shape_env=ShapeEnv()):
        yield {
            name: torch.empty(size, device=ELSEWHERE, requires_grad=True)
            for name, size in SHAPE.parameters().items()
        }


def _sample(reward: float) -> Sample:
    said = ((5, 1), (1, 1), (-1.0, -1.0))
    return Sample((2, 3, 4), *said, reward, {}, "defender", "one", 0, 0)


def _homes(tensors: Any) -> set[str]:  # noqa: ANN401  # of torch
    return {it.device.type for it in tensors}


def test_what_is_tried_lives_with_the_model(weights: Weights) -> None:
    """Chances, advantages and distances of a group are where the weights are."""
    group = [_sample(1.0), _sample(0.0)]

    assert _homes(grpo._foretold(weights, SHAPE, [group], grpo.Prices(), weights)) == {ELSEWHERE}


def test_what_is_shown_lives_with_the_model(weights: Weights) -> None:
    """Replies and remarks of a demonstration are where the weights are."""
    shown = [Demonstration((2, 3, 4), (5, 1), ((1, 7),))]

    assert _homes(sft._foretold(weights, SHAPE, shown)) == {ELSEWHERE}


def test_what_is_drawn_lives_with_the_model(
    weights: Weights, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every word of a reply is drawn where the weights are, until all are said."""
    for read in ("_drafts", "_cut"):
        monkeypatch.setattr(learner, read, lambda found: [it for both in found for it in both])
    with torch.no_grad():
        drafts, drawn = Learner(SHAPE, weights, 3)._sampled([[5, 9, 3], [1, 2]], 2, None)

    assert (len(drafts), len(drawn)) == (4, 6)
    assert _homes([*drafts, *drawn]) == {ELSEWHERE}


def test_what_stays_behind_is_noticed(weights: Weights) -> None:
    """The device of these tests refuses a batch of the processor, as a GPU does."""
    batch = beside([(2, 3, 4)], [[(5, 1)]])

    with pytest.raises(FakeTensorDeviceMismatchError):
        foretold(weights, SHAPE, batch)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a GPU")
def test_a_gpu_that_is_asked_for_and_absent_is_told(tmp_path: Path) -> None:
    """One sentence, before anything is written."""
    with pytest.raises(BadInput, match="a GPU is asked for and none is there; choose --device cpu"):
        course.begun(tmp_path / "run", replace(TINY, device="cuda"))

    assert not (tmp_path / "run").exists()


def test_a_device_of_no_kind_is_told(tmp_path: Path) -> None:
    """One sentence names those that there are."""
    with pytest.raises(BadInput, match="there is no device called 'moon'; known: auto, cpu, cuda"):
        course.begun(tmp_path / "run", replace(TINY, device="moon"))


@needs_gpu
@pytest.mark.gpu
def test_a_run_on_a_gpu_leaves_a_model_that_sits_down(tmp_path: Path) -> None:
    """What learned on a GPU is gone on with after a stop, and plays with numpy alone."""
    folder = tmp_path / "run"
    for told in course.begun(folder, replace(TINY, device="cuda")).run():
        if told.phase == "grpo":
            break
    going = course.resumed(folder)
    going.go(lambda _: None)

    assert going.learner.weights["model.norm.weight"].device.type == "cuda"
    assert policy(find("opensoc"), f"learned:{folder / 'models' / 'grpo'}").name


@needs_gpu
@pytest.mark.gpu
def test_a_gpu_begins_with_the_model_of_the_processor(tmp_path: Path) -> None:
    """The first weights are drawn on the processor, so that they are the same everywhere."""
    for device in ("cpu", "cuda"):
        course.begun(tmp_path / device, replace(TINY, device=device))
    base = [(tmp_path / it / "models" / "base" / "model.safetensors") for it in ("cpu", "cuda")]

    assert base[0].read_bytes() == base[1].read_bytes()
