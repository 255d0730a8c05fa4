"""Tests of the environments for TRL against `GRPOTrainer`, with a tiny model drawn at random."""

import inspect
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from datasets import Dataset
from transformers.utils import get_json_schema
from trl import GRPOConfig, GRPOTrainer

from adapted import TELLING, Case, recorded
from tiny_models import model, tokenizer
from watchfloor.adapters.arrangement import Options, arranged, one_role
from watchfloor.adapters.trl import OVER, environment, environments, rows

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # the library's own warnings

GROUP = 2
TURNS = 3
SEATS = (
    Case("opensoc", Options(scenario="stage3_mixed", roles="defender")),
    Case("opensoc", Options(mode="self_play", roles="attacker")),
    *(
        Case("logsentinel", Options(scenario="easy", roles=role))
        for role in ("incident_commander", "app_sre", "db_sre", "security_analyst")
    ),
)


@cache
def _words() -> Any:  # noqa: ANN401  # a tokenizer of a library
    """Return one tokenizer for the views of all seats."""
    views = [environment(case.game, **case.options)().reset(seed=case.seed) for case in SEATS]
    return tokenizer(views)


def _trainer(folder: Path, table: list[dict[str, Any]], made: Any, **further: Any) -> GRPOTrainer:  # noqa: ANN401  # as the library has it
    settings: dict[str, Any] = {
        "output_dir": str(folder),
        "use_cpu": True,
        "bf16": False,
        "gradient_checkpointing": False,
        "report_to": "none",
        "dataloader_pin_memory": False,
        "per_device_train_batch_size": GROUP,
        "num_generations": GROUP,
        "max_completion_length": 8192,
        "max_tool_calling_iterations": TURNS,
        "learning_rate": 1e-2,
        "logging_steps": 1,
        "max_steps": 1,
        "scale_rewards": "none",
        "chat_template_kwargs": {"enable_thinking": False},
        "seed": 7,
        **further,
    }
    return GRPOTrainer(
        model=model(_words()),
        processing_class=_words(),
        train_dataset=Dataset.from_list(table),
        environment_factory=made,
        args=GRPOConfig(**settings),
    )


def _spoken(said: list[list[str]]) -> Any:  # noqa: ANN401  # in the place of a method of the library
    """Return what stands for the model: it says what is *said* for each rollout, turn by turn."""

    def turn(prompt_ids: list[list[int]], *_further: object, **_named: object) -> Any:  # noqa: ANN401
        told = [_words().encode(f"{left.pop(0)}<|im_end|>") for left in said if left]
        assert len(told) == len(prompt_ids)
        return told, None

    return turn


def _called(move: dict[str, Any]) -> str:
    values = {key: value for key, value in move.items() if key != "move"}
    call = {"name": move["move"], "arguments": values}
    return f"<tool_call>\n{json.dumps(call)}\n</tool_call>"


def _trained(trainer: GRPOTrainer) -> dict[str, Any]:
    """Train, and return the batch that was trained on."""
    kept: list[dict[str, Any]] = []
    score = trainer._generate_and_score_completions

    def scored(inputs: Any) -> Any:  # noqa: ANN401  # as the library has it
        kept.append(score(inputs))
        return kept[-1]

    trainer._generate_and_score_completions = scored
    trainer.train()
    return kept[-1]


@pytest.mark.parametrize("case", SEATS, ids=str)
def test_a_step_trains_each_seat_on_what_it_said(case: Case, tmp_path: Path) -> None:
    """A real step on real tool calls takes our reward, and only the model's tokens are trained."""
    role = one_role(arranged(case.game, **case.options))
    replies = recorded(case)
    moves = [json.loads(replies(role)) for _ in range(2 if case.game == "logsentinel" else 1)]
    said = [[*map(_called, moves), "Done."], ["I stop."]]
    made = environment(case.game, **case.options)
    trainer = _trainer(tmp_path, rows(case.seed), made)
    before = {name: it.clone() for name, it in trainer.model.state_dict().items()}
    trainer._generate_single_turn = _spoken([list(turns) for turns in said])
    batch = _trained(trainer)
    trained = [
        _words().decode([int(it) for it, keep in zip(ids, mask, strict=True) if keep])
        for ids, mask in zip(
            batch["completion_ids"], batch["completion_mask"] * batch["tool_mask"], strict=True
        )
    ]
    points = [it.get_reward() for it in trainer.environments]

    after = trainer.model.state_dict()

    assert trained == ["".join(f"{it}<|im_end|>" for it in turns) for turns in said]
    assert trainer.state.log_history[0]["reward"] == pytest.approx(sum(points) / GROUP, abs=1e-5)
    assert points[0] != points[1]
    assert any(not before[name].equal(after[name]) for name in before)


def test_a_tool_has_a_schema_that_names_what_its_values_may_be() -> None:
    """What the model is told of a tool is made of the move by the library's own reading."""
    for made in (
        *environments("logsentinel").values(),
        *environments("opensoc", mode="self_play").values(),
    ):
        for name, tool in inspect.getmembers(made, predicate=inspect.isfunction):
            if name[0] != "_" and name not in ("reset", "get_reward"):
                schema = get_json_schema(tool)["function"]
                properties = schema["parameters"]["properties"]

                assert schema["name"] == name
                assert all(it["description"] for it in properties.values())


def test_seats_can_be_mixed_in_one_run(tmp_path: Path) -> None:
    """Rows say whose turn it is to learn; what the model draws by itself is played and paid."""
    made = environments("opensoc", mode="self_play", scenario="stage1_basic")
    table = [it for role in made for it in rows(TELLING, environment=role)]
    further: dict[str, Any] = {"per_device_train_batch_size": 2 * GROUP, "shuffle_dataset": False}
    trainer = _trainer(tmp_path, table, made, max_completion_length=8, **further)
    _trained(trainer)
    logged = trainer.state.log_history[0]

    assert {type(it).__name__ for it in trainer.environments} == {
        "OpensocAttacker",
        "OpensocDefender",
    }
    assert logged["rewards/OpensocDefender/mean"] < 0
    assert logged["rewards/OpensocAttacker/mean"] < 0


def test_the_end_is_told_to_a_model_that_goes_on(tmp_path: Path) -> None:
    """The loop of the library does not stop at the end: the tool refuses, and nothing is paid."""
    case = SEATS[0]
    move = _called({"move": "submit_triage", "action": "monitor"})
    trainer = _trainer(tmp_path, rows(case.seed), environment(case.game, **case.options))
    trainer._generate_single_turn = _spoken([[move, move, "Done."], [move, "Done."]])
    batch = _trained(trainer)
    told = _words().batch_decode(batch["completion_ids"])
    points = [it.get_reward() for it in trainer.environments]

    assert told[0].count(OVER) == 1
    assert told[0].count("the episode is over and takes no move; stop here") == 1
    assert points[0] == points[1]
