"""Bad input: one sentence, exit status 2, and nothing lost."""

import shlex
import subprocess
from pathlib import Path

import pytest

from integration import desk
from integration.terminal import COMMAND, LOOKOUT, ROOT, Done, call, complaint, run

PLAY = "play LOOKOUT --seed 7"
GAME = "--game LOOKOUT"

CASES = {
    "too many workers": ("serve --workers 9999", "--workers is 9999, expected 256 at most"),
    "an unknown verb": ("plya", "no verb called 'plya'; did you mean 'play'"),
    "an option in place of a verb": ("--seed 7", "no verb called '--seed'"),
    "no game": ("play --seed 7", "GAME must be given; write for example `watchfloor play"),
    "no seed": ("play LOOKOUT", "--seed must be given"),
    "neither": ("play", "GAME, --seed must be given"),
    "a seed without a value": ("play LOOKOUT --seed", "--seed is given without a value"),
    "a seed below zero": ("play LOOKOUT --seed -1", "'-1', expected a whole number from 0 to"),
    "a seed with a point": ("play LOOKOUT --seed 1.5", "'1.5', expected a whole number"),
    "a seed in words": ("play LOOKOUT --seed seven", "'seven', expected a whole number"),
    "an empty seed": ("play LOOKOUT --seed=", "'', expected a whole number"),
    "a seed in other digits": ("play LOOKOUT --seed \u0667", "expected a whole number"),
    "a seed with an underscore": ("play LOOKOUT --seed 1_000", "expected a whole number"),
    "a seed too large": (f"play LOOKOUT --seed {1 << 63}", "expected a whole number"),
    "a seed without an end": (f"play LOOKOUT --seed {'9' * 5000}", "expected a whole number"),
    "no episodes": (f"{PLAY} --episodes 0", "expected a whole number from 1"),
    "a value for a switch": (f"{PLAY} --json=yes", "--json takes no value, but 'yes' is given"),
    "an unknown game": ("play lookuot --seed 7", "no game called 'lookuot'"),
    "a folder without a game": ("play folder --seed 7", "folder 'folder' holds no game.py"),
    "a file for a game": ("play whole.jsonl --seed 7", "no game called 'whole.jsonl'"),
    "a name no game can have": (f"play {'x' * 5000} --seed 7", "no game called"),
    "a folder with a dot": ("play dotted.game --seed 7", "name it with letters and digits"),
    "a folder like a module": ("play json --seed 7", "called like the module 'json'; rename it"),
    "an unknown policy": (f"{PLAY} --keeper rnadom", "no policy called 'rnadom'; did you mean"),
    "an unknown team": (f"{PLAY} --team rnadom", "no policy called 'rnadom'; did you mean"),
    "an unknown role": (f"{PLAY} --kepeer random", "'--kepeer'; did you mean '--keeper'"),
    "an unknown option": (f"{PLAY} --episode 3", "'--episode'; did you mean '--episodes'"),
    "a word too many": (f"{PLAY} random", "no option or seat called 'random'"),
    "a seat without a policy": (f"{PLAY} --keeper", "--keeper names no policy; give one of"),
    "a seat before an option": (f"{PLAY} --keeper --spotter x", "--keeper names no policy"),
    "an unknown scenario": (f"{PLAY} --scenario busy", "did you mean 'busy_gate'"),
    "an unknown stage": (f"{PLAY} --stage busy", "did you mean 'busy_gate'"),
    "an empty scenario": (f"{PLAY} --scenario=", "no scenario called ''"),
    "an unknown mode": (f"{PLAY} --mode wach", "no mode called 'wach'; did you mean 'watch'"),
    "an unknown recipe": (f"{PLAY} --recipe standrad", "did you mean 'standard'"),
    "an absent recipe": (f"{PLAY} --recipe absent.toml", "'absent.toml' cannot be read (No such"),
    "a folder for a recipe": (f"{PLAY} --recipe folder", "'folder' cannot be read (Is a dir"),
    "a recipe in Latin": (f"{PLAY} --recipe latin.toml", "'latin.toml' is not text in UTF-8"),
    "a binary recipe": (f"{PLAY} --recipe binary.toml", "'binary.toml' is not text in UTF-8"),
    "a large recipe": (f"{PLAY} --recipe large.toml", "'large.toml' is larger than 1,048,576"),
    "a name no recipe can have": (f"{PLAY} --recipe {'x' * 5000}", "no recipe called"),
    "a recipe without a name": (f"{PLAY} --recipe no_name.toml", "the recipe has no name"),
    "a recipe that is no TOML": (f"{PLAY} --recipe no_toml.toml", "the recipe is not TOML"),
    "a recipe for nobody": (f"{PLAY} --recipe nobody.toml", "recipe 'mine' pays nobody"),
    "a recipe for another role": (f"{PLAY} --recipe role.toml", "'keper'; did you mean 'keeper'"),
    "an unknown key": (f"{PLAY} --recipe key.toml", "'wieght'; did you mean 'weight'"),
    "an unknown term": (f"{PLAY} --recipe term.toml", "did you mean 'decided_right'"),
    "a row without a term": (f"{PLAY} --recipe no_term.toml", "names no term"),
    "a row without a weight": (f"{PLAY} --recipe no_weight.toml", "needs a weight"),
    "a weight in words": (f"{PLAY} --recipe word.toml", "'much' is no weight"),
    "a weight out of reach": (f"{PLAY} --recipe huge.toml", "out of reach; give -1000 to 1000"),
    "a weight without an end": (f"{PLAY} --recipe long.toml", "recipe"),
    "a weight that is none": (f"{PLAY} --recipe nan.toml", "weight"),
    "a kind of row there is not": (f"{PLAY} --recipe kind.toml", "a kind of 'pay' or 'gate'"),
    "a recipe nested too deeply": (f"{PLAY} --recipe deep.toml", "recipe"),
    "a role that is no table": (f"{PLAY} --recipe flat.toml", "'keeper' must be a list of rows"),
    "a recipe called like another": (f"{PLAY} --recipe shipped.toml", "which is shipped; rename"),
    "a term of another role": (f"{PLAY} --recipe elsewhere.toml", "'pointed_right'"),
    "an existing file": (f"{PLAY} --out whole.jsonl", "'whole.jsonl' exists already; give a path"),
    "an existing folder": (f"{PLAY} --out folder", "'folder' exists already"),
    "an empty path": (f"{PLAY} --out=", "exists already"),
    "a missing folder": (f"{PLAY} --out absent/file", "cannot be created (No such file"),
    "a path below a file": (f"{PLAY} --out whole.jsonl/file", "cannot be created (Not a dir"),
    "a device": (f"{PLAY} --out /dev/full", "'/dev/full' exists already"),
    "a folder of the kernel": (f"{PLAY} --out /proc/file", "'/proc/file' cannot be created"),
    "a name no file can have": (f"{PLAY} --out {'x' * 5000}", "cannot be created (File name too"),
    "no file to replay": ("replay", "FILE must be given; write for example `watchfloor replay"),
    "an absent file": (f"replay absent {GAME}", "'absent' cannot be read (No such file"),
    "a folder for a file": (f"replay folder {GAME}", "'folder' cannot be read (Is a directory)"),
    "a file below a file": (f"replay whole.jsonl/x {GAME}", "cannot be read (Not a directory)"),
    "memory for a file": (f"replay /proc/self/mem {GAME}", "cannot be read (Input/output error)"),
    "an empty file": (f"replay empty.jsonl {GAME}", "'empty.jsonl' is empty; give a file that"),
    "a file cut in a line": (f"replay cut.jsonl {GAME}", "'cut.jsonl' is cut in the middle of"),
    "a file cut in its first line": (f"replay begun.jsonl {GAME}", "no trajectory file (line 1"),
    "a binary file": (f"replay binary.jsonl {GAME}", "'binary.jsonl' is no trajectory file"),
    "a file in Latin": (f"replay latin.jsonl {GAME}", "'latin.jsonl' is no trajectory file"),
    "a letter": (f"replay prose.jsonl {GAME}", "'prose.jsonl' is no trajectory file"),
    "other JSON": (f"replay other.jsonl {GAME}", "'other.jsonl' is no trajectory file"),
    "JSON nested too deeply": (f"replay deep.jsonl {GAME}", "'deep.jsonl' is no trajectory file"),
    "a line too long": (f"replay endless.jsonl {GAME}", "longer than 16,777,216 bytes"),
    "a line that quotes colours": (f"replay coloured.jsonl {GAME}", "\\x1b[31m red"),
    "a recorded game not at hand": ("replay whole.jsonl", "not shipped; add --game"),
    "a recorded game elsewhere": ("replay whole.jsonl --game folder", "'folder' holds no game.py"),
    "an unknown option of replay": ("replay whole.jsonl --gaem x", "did you mean '--game'"),
    "no file to show": ("show", "FILE must be given; write for example `watchfloor show"),
    "an absent file to show": (f"show absent {GAME}", "'absent' cannot be read"),
    "an empty file to show": (f"show empty.jsonl {GAME}", "'empty.jsonl' is empty"),
    "a binary file to show": (f"show binary.jsonl {GAME}", "no trajectory file"),
    "a game to show not at hand": ("show whole.jsonl", "not shipped; add --game"),
    "an episode there is not": (f"show whole.jsonl --episode 9 {GAME}", "holds 4 episodes, not 9"),
    "episode zero": (f"show whole.jsonl --episode 0 {GAME}", "expected a whole number from 1"),
    "an unknown shelf": ("catalog ruls", "no shelf called 'ruls'; did you mean 'rules'"),
    "an unknown game to list": ("catalog --game absent", "no game called 'absent'"),
    "two shelves": ("catalog rules terms", "no option of catalog called 'terms'"),
}
"""Words of the command line, and what their complaint says."""

BROKEN = {
    "syntax_game": "SyntaxError: '(' was never closed (game.py, line 1)); mend it",
    "import_game": "ModuleNotFoundError: No module named 'nowhere_to_be_found'",
    "name_game": "NameError: name 'undefined' is not defined",
    "exit_game": "SystemExit: 0",
    "failing_game": "ZeroDivisionError: division by zero",
    "speaking_game": "ValueError: one two \\x1b[31mthree",
    "null_game": "null bytes",
    "empty_game": "must bind GAME to a Game, but it is NoneType",
    "wrong_game": "must bind GAME to a Game, but it is int",
    "shelf_game": "watchfloor.world.rules.account_lockout must bind RULE to a Role",
}
"""Games that cannot be played, and what their complaint says."""


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of files as users leave them."""
    return desk.lay(tmp_path_factory.mktemp("desk"))


def _words(line: str) -> list[str]:
    return [word.replace("LOOKOUT", str(LOOKOUT)) for word in shlex.split(line)]


@pytest.mark.parametrize("name", CASES)
def test_bad_input_is_told_in_one_sentence(laid: Path, name: str) -> None:
    """The sentence says what is wrong, the status is 2, and every file is as it was."""
    line, said = CASES[name]
    before = desk.contents(laid)
    done = call(*_words(line), folder=laid)
    made = {path for path in desk.contents(laid) if path not in before}

    assert said in complaint(done)
    assert done.out == ""
    assert made == set()
    assert {path: now for path, now in desk.contents(laid).items() if path in before} == before


@pytest.mark.parametrize(
    "name", ["an unknown verb", "no seed", "an existing file", "a binary file"]
)
def test_bad_input_is_told_the_same_by_a_process(laid: Path, name: str) -> None:
    """What the function returns is what a shell sees."""
    line, _ = CASES[name]

    assert run(*_words(line), folder=laid) == call(*_words(line), folder=laid)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_game_is_told_in_one_sentence(laid: Path, name: str) -> None:
    """Whatever somebody's game.py does when it is imported, the sentence names it."""
    done = run("play", name, "--seed", "7", folder=laid)

    assert BROKEN[name] in complaint(done)
    assert done.out == ""


def test_the_place_of_a_mistake_in_a_game_is_told(laid: Path) -> None:
    """The author of a game is led to the line."""
    done = run("play", "name_game", "--seed", "7", folder=laid)

    assert complaint(done).endswith("game.py, line 3); mend it")


def test_bytes_that_are_no_text_are_told_in_one_sentence(laid: Path) -> None:
    """A word that is no UTF-8 is quoted, not choked on."""
    command = [*(word.encode() for word in COMMAND), b"play", b"\xff\xfe", b"--seed", b"7"]
    done = subprocess.run(command, cwd=laid, check=False, capture_output=True)
    told = Done(done.returncode, done.stdout.decode(), done.stderr.decode())

    assert "no game called '\\udcff\\udcfe'" in complaint(told)


def test_a_shipped_room_that_is_no_game_is_told(laid: Path) -> None:
    """The folder that defines what a game is holds none."""
    done = run("play", ROOT / "src" / "watchfloor" / "play", "--seed", "7", folder=laid)

    assert "must bind GAME to a Game" in complaint(done)


def test_the_largest_seed_works(laid: Path) -> None:
    """The number up to which seeds go is one of them."""
    done = call("play", LOOKOUT, "--seed", str((1 << 63) - 1), folder=laid)

    assert (done.status, done.err) == (0, "")
    assert "seed 9223372036854775807" in done.out
