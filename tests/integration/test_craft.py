"""An incident of one's own, held against the gate from the command line."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from integration.terminal import ROOT, call, complaint

CASE = re.search(
    r"^```yaml case\.yaml\n(.*?)^```$",
    (ROOT / "docs" / "data.md").read_text("utf-8"),
    re.DOTALL | re.MULTILINE,
)


def _example(seed: int) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(call("craft", "--example", "--seed", str(seed)).out)
    return found


def _judged(folder: Path, held: object, seed: int = 7) -> dict[str, Any]:
    (folder / "it.json").write_text(json.dumps(held), "utf-8")
    done = call("craft", "it.json", "--seed", str(seed), "--json", folder=folder)
    found: dict[str, Any] = json.loads(done.out)
    assert done.status == (not found["admitted"])
    return found


@pytest.mark.parametrize("seed", range(12))
def test_the_example_is_admitted(tmp_path: Path, seed: int) -> None:
    """What --example prints is a file that the brief of the same seed takes."""
    move = _example(seed)
    found = _judged(tmp_path, move, seed)

    assert found["admitted"]
    assert found["truth"]["answer"] == move["target_label"]


def test_an_admitted_incident_is_told_with_its_proof(tmp_path: Path) -> None:
    """A person reads answer, row and certificate, and the lines that they name."""
    (tmp_path / "it").write_text(json.dumps(_example(7)), "utf-8")
    done = call("craft", tmp_path / "it", "--seed", "7")

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("admitted\n  answer ")
    assert "\n  certificate  " in done.out


def test_the_class_asked_for_is_that_of_the_move(tmp_path: Path) -> None:
    """Another target label is another question, and its answer is not this one."""
    move = _example(7)
    other = "escalate" if move["target_label"] != "escalate" else "monitor"
    found = _judged(tmp_path, {**move, "target_label": other})

    assert found["gate"] == "is_what_was_asked"


def test_a_rejection_names_the_rule_and_the_event(tmp_path: Path) -> None:
    """An event on a machine that does not exist is named by its own id."""
    move = _example(7)
    move["events"][2]["fields"]["host"] = "nowhere"
    (tmp_path / "it").write_text(json.dumps(move), "utf-8")
    done = call("craft", tmp_path / "it", "--seed", "7")

    assert done.status == 1
    assert done.out.startswith("rejected by known_entities: event ")
    assert move["events"][2]["log_id"] in done.out


def test_a_full_case_is_judged_by_itself(tmp_path: Path) -> None:
    """The case of the page on data is dismissed, as its record covers what it shows."""
    assert CASE is not None
    (tmp_path / "case.yaml").write_text(CASE[1], "utf-8")
    found = json.loads(call("craft", tmp_path / "case.yaml", "--json").out)

    assert found["truth"]["answer"] == "dismiss"
    assert found["truth"]["certificate"] == [["c", "rec-02"]]


def test_a_case_without_its_record_is_another(tmp_path: Path) -> None:
    """The same events without the ticket are lost data."""
    assert CASE is not None
    held = yaml.load(CASE[1], Loader=yaml.BaseLoader)  # noqa: S506  # of texts alone
    del held["records"][1]
    held["events"][2]["fields"] |= {"port": 443, "size": 900_000_000}

    assert _judged(tmp_path, held)["truth"]["answer"] == "escalate"


def test_the_brief_is_that_of_the_game(tmp_path: Path) -> None:
    """What --brief prints is what the attacker of the same seed reads."""
    brief = call("craft", "--brief", "--seed", "3").out
    call("play", "opensoc", "--seed", "3", "--mode", "self_play", "--out", tmp_path / "it")

    assert brief.rstrip("\n") in call("show", tmp_path / "it").out


def test_without_its_package_yaml_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence names the extra, and what works without it."""
    monkeypatch.setitem(sys.modules, "yaml", None)
    (tmp_path / "it.yaml").write_text("events: []\n", "utf-8")

    assert "install 'watchfloor[yaml]', or write JSON" in complaint(
        call("craft", tmp_path / "it.yaml")
    )


FILES = {
    "prose.json": (b"dear diary", "cannot be read ("),
    "list.json": (b"[1]", "holds no object"),
    "twice.json": (b'{"a":1,"a":2}', "a key stands twice"),
    "nan.json": (b'{"a":NaN}', "cannot be read ("),
    "surrogate.json": (b'{"a":"\\ud800"}', "cannot be read ("),
    "deep.json": (b'{"a":' + b"[" * 100_000, "cannot be read ("),
    "latin.json": (b'{"a":"\xe9"}', "is not text in UTF-8"),
    "large.json": (b" " * (1 << 19), "is larger than 262,144 bytes"),
    "empty.json": (b"", "cannot be read ("),
    "field.json": (b'{"evnts":[]}', "is no incident ("),
    "label.json": (b'{"target_label":"x","category":"","events":[]}', "is no incident ("),
    "kind.json": (b'{"events":[],"records":[{"kind":"x","subject":"y"}]}', "is no incident ("),
    "work.json": (
        b'{"events":[],"records":[{"kind":"work","subject":"y","role":"red_taem"}]}',
        "did you mean 'red_team'",
    ),
    "time.json": (
        b'{"events":[],"records":[{"kind":"asset","subject":"y","opens":"noon"}]}',
        "record 'rec-01': found 'noon', expected a time",
    ),
    "same.json": (
        (
            b'{"events":[],"records":[{"kind":"asset","subject":"y","id":"a"},'
            b'{"kind":"asset","subject":"z","id":"a"}]}'
        ),
        "'a' is the id of two things",
    ),
    "alias.yaml": (b"a: &x [1]\nb: *x\n", "an alias stands for something else"),
    "tag.yaml": (b"a: !!python/object/apply:os.getcwd []\n", "cannot be read ("),
    "none.yaml": (b"a: [\n", "cannot be read ("),
    "deep.yaml": (b"[" * 5_000, "it is nested more than 20 deep"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_told_in_one_sentence(tmp_path: Path, name: str) -> None:
    """Exit status 2, whatever the file holds, and it stays as it was."""
    content, said = FILES[name]
    (tmp_path / name).write_bytes(content)

    assert said in complaint(call("craft", name, folder=tmp_path))
    assert (tmp_path / name).read_bytes() == content


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("craft", "give a FILE, or one of --brief and --example"),
        ("craft it --brief", "give a FILE, or one of --brief and --example"),
        ("craft --brief --example", "not allowed with argument"),
        ("craft --brief --stage stage9", "no stage called 'stage9'"),
        ("craft absent.json", "'absent.json' cannot be read (No such file"),
        ("craft .", "'.' cannot be read (Is a directory)"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(tmp_path: Path, line: str, said: str) -> None:
    """Exit status 2, and what to give instead."""
    assert said in complaint(call(*line.split(), folder=tmp_path))
