"""A small model made here, loaded by transformers and seated."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from integration.terminal import call
from watchfloor.agents.backend import Message, Settings
from watchfloor.agents.backends.hf import BACKEND
from watchfloor.errors import BadInput
from watchfloor.training.libraries import library

torch, transformers, tokenizers = map(library, ("torch", "transformers", "tokenizers"))

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("default"),  # of other packages, which are not ours to mend
]

HELLO = (Message("system", "Answer."), Message("user", "Hello"))
TEMPLATE = (
    "{% for it in messages %}{{ it.role }}: {{ it.content }}\n{% endfor %}assistant:"
    "{% if enable_thinking is defined and not enable_thinking %}</think>{% endif %}"
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model of random weights, which speaks in bytes."""
    place = tmp_path_factory.mktemp("model")
    alphabet = sorted(tokenizers.pre_tokenizers.ByteLevel.alphabet())
    words = {word: number for number, word in enumerate([*alphabet, "<end>"])}
    inner = tokenizers.Tokenizer(tokenizers.models.BPE(vocab=words, merges=[]))
    inner.pre_tokenizer = tokenizers.pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = tokenizers.decoders.ByteLevel()
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_object=inner, **dict.fromkeys(("eos_token", "pad_token"), "<end>")
    )
    tokenizer.chat_template = TEMPLATE
    tokenizer.save_pretrained(place)
    torch.manual_seed(7)
    config = transformers.LlamaConfig(
        vocab_size=len(words),
        hidden_size=32,
        intermediate_size=64,
        num_hidden_layers=2,
        num_attention_heads=2,
        max_position_embeddings=32_768,
        eos_token_id=words["<end>"],
        pad_token_id=words["<end>"],
        bos_token_id=None,
    )
    transformers.LlamaForCausalLM(config).save_pretrained(place)
    return place


def test_a_local_model_answers_the_same_to_the_same(folder: Path) -> None:
    """Words come back with their tokens, and chance is fixed by its number."""
    settings = Settings(most_out=24, temperature=1.0)
    with closing(BACKEND.open(str(folder), settings)) as model:
        found = [model.complete(HELLO, draw) for draw in (1, 1, 2)]

    assert [it.failure for it in found] == ["", "", ""]
    assert found[0].content == found[1].content != found[2].content
    assert found[0].usage.tokens_in == len("system: Answer.\nuser: Hello\nassistant:")
    assert 0 < found[0].usage.tokens_out <= 24


def test_without_a_temperature_of_its_own_the_likeliest_is_said(folder: Path) -> None:
    """At a temperature of nothing, chance has no say."""
    with closing(BACKEND.open(str(folder), Settings(most_out=8, temperature=0.0))) as model:
        found = {model.complete(HELLO, draw).content for draw in range(3)}

    assert len(found) == 1


def test_the_template_is_told_what_a_request_would_say(folder: Path) -> None:
    """A model that was trained without thoughts is asked for none, as with vLLM."""
    extra = {"chat_template_kwargs": {"enable_thinking": False}}
    with closing(BACKEND.open(str(folder), Settings(most_out=4, extra=extra))) as model:
        found = model.complete(HELLO, 1)

    assert found.usage.tokens_in == len("system: Answer.\nuser: Hello\nassistant:</think>")


def test_a_local_model_sits_down(folder: Path) -> None:
    """It plays an episode from the command line; what it babbles is malformed and is scored."""
    done = call(
        *("play", "opensoc", "--seed", "7", "--defender", f"hf:{folder}", "--most-out", "8"),
        "--json",
    )
    row = json.loads(done.out)

    assert (done.status, row["no_reply"]) == (0, "")
    assert row["usage"]["defender"]["tokens_out"] <= 8
    assert row["usage"]["defender"]["tokens_in"] > 5_000


def test_a_folder_without_a_model_is_a_sentence(tmp_path: Path) -> None:
    """What cannot be loaded is told with its place."""
    with (
        closing(BACKEND.open(str(tmp_path), Settings())) as model,
        pytest.raises(BadInput, match="no model can be loaded from"),
    ):
        model.complete(HELLO, 1)


def test_a_model_that_fails_is_no_reply(folder: Path) -> None:
    """A number of tokens that cannot be made is a failure of the model, told as it is."""
    with closing(BACKEND.open(str(folder), Settings(most_out=0))) as model:
        found = model.complete(HELLO, 1)

    assert found.failure.startswith(f"the model {folder} could not answer (")
    assert found.usage.failed == 1


def test_a_prompt_that_a_model_cannot_hold_is_no_reply(folder: Path) -> None:
    """Rather than answer to half of a prompt, it says that there is no room."""
    with closing(BACKEND.open(str(folder), Settings(most_out=32_760))) as model:
        found = model.complete(HELLO, 1)

    assert "and the model holds 32,768" in found.failure
