"""The audit as a person or a pipeline meets it: a table, a picture and an exit status."""

import json
from pathlib import Path
from typing import Any

import pytest

from integration.terminal import LOOKOUT, ROOT, Done, call, run

QUICK = ("audit", "--quick", "--jobs", "2")
FEW = (*QUICK, "--seeds", "12")

GENEROUS = """
name = "generous"
summary = "Wrong answers cost nothing, and a citation is paid on every one."

[[defender]]
term = "any_citation"
weight = 1
"""
"""Prices at which nothing has to be read."""

SUSPECT = """
from dataclasses import replace
from watchfloor.opensoc.policies.heuristic import POLICY as HONEST
from watchfloor.opensoc.policies.always_monitor import POLICY as LAZY

PAYS = replace(HONEST, name="suspect")
POLICY = replace(LAZY, name="suspect")
"""
"""One that does the job, so that it must be seen to earn, and one that does not."""

BROKEN = """
from watchfloor.play.policy import Policy

POLICY = Policy(name="broken", summary="Fails.", seat=lambda *_: lambda _seen: {reply})
"""


def _rows(done: Done, recipe: int = 0) -> list[dict[str, Any]]:
    """Return the rows that a command printed for one of its recipes."""
    rows: list[dict[str, Any]] = json.loads(done.out.splitlines()[recipe])["rows"]
    return rows


def _fates(rows: list[dict[str, Any]]) -> dict[str, int]:
    found = [str(row["finding"]["fate"]) for row in rows]
    return {fate: found.count(fate) for fate in found}


@pytest.mark.slow
@pytest.mark.parametrize("game", ["logsentinel", "opensoc"])
def test_a_quick_audit_holds_on_the_standard_recipe_and_leaks_on_the_classic_one(game: str) -> None:
    """Nothing lazy pays at our prices; at those of the original something does, and it is shown."""
    done = run(*QUICK, game, "--json", seconds=1_200)
    standard, classic = (_fates(_rows(done, place)) for place in range(2))

    assert (done.status, done.err) == (0, "")
    assert "falls short" not in standard
    assert "left out" not in standard
    assert classic["falls short"] > 0


def test_a_recipe_that_pays_for_nothing_is_found(tmp_path: Path) -> None:
    """The exit status is 1 at prices at which a citation is paid on wrong answers."""
    recipe = tmp_path / "generous.toml"
    recipe.write_text(GENEROUS, "utf-8")
    done = call(*QUICK, "opensoc", "--recipe", recipe, "--only", "A3", "--json")

    assert done.status == 1
    assert _fates(_rows(done))["falls short"] > 0


@pytest.mark.slow
def test_a_suspect_that_earns_is_found(tmp_path: Path) -> None:
    """A policy from a file is tried like those of the catalogue, and told by its file."""
    (tmp_path / "suspect.py").write_text(SUSPECT, "utf-8")
    fates = {
        name: call(*QUICK, "opensoc", "--only", "A4", "--policy", name, "--json", folder=tmp_path)
        for name in ("suspect.py", "suspect.py:PAYS")
    }

    assert [done.status for done in fates.values()] == [0, 1]
    assert [row["id"] for row in _rows(fates["suspect.py"])].count("suspect") == 4


def test_the_table_names_the_worst_place_of_each_way() -> None:
    """A row for each way to earn, the number of rows in all, and nothing cut off."""
    done = call(*FEW, "opensoc", "--recipe", "standard", "--only", "A1")
    lines = [line for line in done.out.splitlines() if line.strip().startswith("A1")]

    assert len(lines) >= 5
    assert all(line.rstrip().endswith(("holds", "unsure", "short")) for line in lines)
    assert "rows: " in done.out


@pytest.mark.slow
def test_an_audit_of_a_game_of_ones_own_orders_its_policies() -> None:
    """A game outside the package is audited by what it ships."""
    done = call(*QUICK, LOOKOUT, "--json")

    assert done.status == 0
    assert {row["id"] for row in _rows(done)} >= {"order"}


@pytest.mark.slow
def test_a_picture_is_the_same_bytes_each_time(tmp_path: Path) -> None:
    """Two audits alike draw the same file, which is a picture."""
    words = (*FEW, "opensoc", "--recipe", "standard", "--only", "A1", "--picture")
    paths = [tmp_path / name for name in ("one.svg", "two.svg")]
    statuses = [call(*words, path).status for path in paths]
    one, two = (path.read_bytes() for path in paths)

    assert statuses == [0, 0]
    assert one == two
    assert b"always_monitor" in one or b"<svg" in one


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--only", "A99"), "no threat to opensoc called 'A99'; did you mean"),
        (("--policy", "nobody"), "no policy called 'nobody'"),
        (("--policy", "absent.py"), "there is no file 'absent.py'; give PATH.py:NAME"),
        (("--policy", "README.py:X"), "there is no file 'README.py'"),
        (("--picture", "audit.jpg"), "expected a name that ends in .svg, .png, .pdf"),
        (("--picture", "absent/audit.svg"), "there is no folder for 'absent/audit.svg'"),
        (("--search", "soon"), "'soon', expected a time such as 60s, 5m or 1h"),
        (("--search", "0s"), "'0s', expected a time"),
        (("--recipe", "absent.toml"), "'absent.toml' cannot be read"),
        (("--jobs", "0"), "'0', expected a whole number from 1"),
    ],
)
def test_what_cannot_be_audited_is_said_in_a_sentence(words: tuple[str, ...], said: str) -> None:
    """Wrong words cost no time: they are refused before anything is played."""
    done = call("audit", "opensoc", *words, folder=ROOT)

    assert done.status == 2
    assert said in done.err
    assert done.err.count("\n") == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    ("reply", "said"),
    [
        ('{}["x"]', "suspect.py failed as defender (KeyError: 'x', "),
        ("7", "suspect.py replied as defender with int, expected a Reply"),
    ],
)
def test_a_policy_that_breaks_down_is_said_in_a_sentence(
    tmp_path: Path, reply: str, said: str
) -> None:
    """A file of one's own that fails while it plays is told by what is wrong and where."""
    (tmp_path / "suspect.py").write_text(BROKEN.format(reply=reply), "utf-8")
    words = (*FEW, "opensoc", "--only", "A4", "--policy", "suspect.py")
    audited = call(*words, folder=tmp_path)
    played = call("play", "opensoc", "--seed", "1", "--defender", "suspect.py", folder=tmp_path)

    assert (audited.status, played.status) == (2, 2)
    assert said in audited.err
    assert said in played.err
    assert audited.err.count("\n") == played.err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("POLICY = 7\n", "must bind POLICY to a Policy, but it is int"),
        ("raise SystemExit\n", "cannot be imported (SystemExit"),
        ("import absent_module\n", "cannot be imported (ModuleNotFoundError"),
        ("def (\n", "cannot be imported (SyntaxError"),
    ],
)
def test_a_suspect_that_is_none_is_said_in_a_sentence(tmp_path: Path, text: str, said: str) -> None:
    """A file that holds no policy is refused by what is wrong with it."""
    (tmp_path / "suspect.py").write_text(text, "utf-8")
    done = call("audit", "opensoc", "--policy", "suspect.py", folder=tmp_path)

    assert done.status == 2
    assert said in done.err
