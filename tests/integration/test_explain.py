"""The right answer of one incident, explained from the command line."""

import json
from pathlib import Path

import pytest

from integration.terminal import LOOKOUT, call, complaint
from watchfloor.evaluation import corpus
from watchfloor.evaluation.corpus import Entry
from watchfloor.opensoc import certificate
from watchfloor.opensoc.proof import all_names


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with incidents, with episodes, and with files that are neither."""
    found = tmp_path_factory.mktemp("explain")
    call("generate", "opensoc", "--stage", "stage3_mixed", "--seed", "7", "--count", "20",
         "--out", found / "incidents.jsonl")  # fmt: skip
    call("play", "opensoc", "--seed", "3", "--mode", "self_play", "--team", "oracle", "--episodes",
         "2", "--out", found / "played.jsonl")  # fmt: skip
    call("play", "opensoc", "--seed", "3", "--mode", "self_play", "--attacker", "random",
         "--out", found / "rejected.jsonl")  # fmt: skip
    call("play", LOOKOUT, "--seed", "7", "--out", found / "lookout.jsonl")
    (found / "prose.txt").write_text("dear diary\n", "utf-8")
    return found


def _entries(folder: Path) -> list[Entry]:
    return list(corpus.read(folder / "incidents.jsonl"))


def test_an_incident_is_explained_as_it_was_recorded(folder: Path) -> None:
    """Signs, row, certificate and single removals are those of the verifier."""
    for line, entry in enumerate(_entries(folder), start=2):
        done = call("explain", f"{folder / 'incidents.jsonl'}:{line}", "--json")
        found = json.loads(done.out)["explanation"]
        case = corpus.case_of(entry)
        flips = certificate.flips(case.events, case.records, case.alert, entry.truth)

        assert (done.status, done.err) == (0, "")
        assert found["truth"]["answer"] == entry.truth.answer
        assert found["flips"] == flips
        assert all(sign["explained_by"] or sign["not_explained_by"] for sign in found["signs"])


def test_a_record_that_does_not_cover_is_told_with_what_it_misses(folder: Path) -> None:
    """Every record of work that is told misses in something, and one that covers in nothing."""
    for line in range(2, 22):
        done = call("explain", f"{folder / 'incidents.jsonl'}:{line}", "--json")
        for sign in json.loads(done.out)["explanation"]["signs"]:
            assert all(miss["misses"] for miss in sign["not_explained_by"])


def test_a_person_reads_the_case_and_the_reasons(folder: Path) -> None:
    """The parts stand in their order, and every id of the certificate is among the lines."""
    for line, entry in enumerate(_entries(folder), start=2):
        said = call("explain", f"{folder / 'incidents.jsonl'}:{line}").out
        headings = ("\nalert\n", "\nrecords\n", "\nsigns\n", "\nrunbook\n", "\nanswer ",
                    "\nwhat would change it\n")  # fmt: skip
        places = [said.index(heading) for heading in headings]

        assert places == sorted(places)
        assert f"  row {entry.truth.row}" in said
        assert all(f"\n  {name} " in said for name in all_names(entry.truth.certificate))


@pytest.mark.parametrize("line", range(1, 5))
def test_any_line_of_an_episode_leads_to_its_case(folder: Path, line: int) -> None:
    """Header, moves and end belong to one episode, whose case is played again."""
    done = call("explain", f"{folder / 'played.jsonl'}:{line}")

    assert (done.status, done.err) == (0, "")
    assert done.out.startswith("episode 1, stage1_basic, self_play, seed 3\n")


def test_a_truth_that_does_not_hold_is_told(folder: Path, tmp_path: Path) -> None:
    """The file is not believed: exit status 1, and both answers are named."""
    text = (folder / "incidents.jsonl").read_text("utf-8").splitlines(keepends=True)
    changed = text[1].replace('"truth":{"answer":"', '"truth":{"answer":"escalate","was":"')
    (tmp_path / "it").write_text("".join((text[0], changed)), "utf-8")
    done = call("explain", f"{tmp_path / 'it'}:2")

    assert done.status == 1
    assert done.err.startswith("watchfloor: the file says escalate by ")


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ("incidents.jsonl", "expected a file and a line, such as incidents.jsonl:2"),
        ("incidents.jsonl:x", "'x', expected a whole number"),
        ("incidents.jsonl:0", "'0', expected a whole number"),
        ("incidents.jsonl:1", "line 1 of 'incidents.jsonl' holds no incident"),
        ("incidents.jsonl:22", "line 22 of 'incidents.jsonl' holds no incident"),
        ("incidents.jsonl:99", "holds 22 lines, not 99"),
        ("played.jsonl:99", "belongs to no episode"),
        ("rejected.jsonl:2", "nobody saw a case in episode 1 ("),
        ("lookout.jsonl:1", "episode 1 is one of 'lookout'; give one of 'opensoc'"),
        ("prose.txt:1", "is neither a file of incidents nor of trajectories"),
        ("absent:1", "'absent' cannot be read (No such file"),
        (".:1", "'.' cannot be read (Is a directory)"),
    ],
)
def test_a_mistake_is_told_in_one_sentence(folder: Path, place: str, said: str) -> None:
    """Exit status 2, whatever the line points at."""
    assert said in complaint(call("explain", place, folder=folder))
