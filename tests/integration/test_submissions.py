"""Runs that are handed over: packed, verified, and forged in every way that a forger would try."""

import gzip
import io
import json
import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from msgspec.structs import replace

import tapes
from endpoint import MONITOR, Server, holding, say
from integration.terminal import LOOKOUT, call, complaint
from watchfloor.codec import canonical, digest
from watchfloor.evaluation.run import Stamped
from watchfloor.play.trajectory import Header

EVALUATE = ("evaluate", "--no-report")
SMALL = (*EVALUATE, "--game", LOOKOUT, "--seeds", "3", "--jobs", "1", "--out")
TALKER = """
from watchfloor.play.policy import Policy

POLICY = Policy(name="talker", summary="Talks.", seat=lambda role, draws: lambda seen: "I see.")
"""


@pytest.fixture(scope="module")
def honest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run that happened as it says, of shipped policies and one of a file."""
    folder = tmp_path_factory.mktemp("honest")
    (folder / "talker.py").write_text(TALKER, "utf-8")
    assert call(*SMALL, folder / "run", "--policy", folder / "talker.py").status == 0
    return folder / "run"


@pytest.fixture
def run(honest: Path, tmp_path: Path) -> Path:
    """Return a copy of the honest run, for a forger."""
    return Path(shutil.copytree(honest, tmp_path / "run"))


def _results(run: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (run / "results.jsonl").read_bytes().splitlines()]


def _write(run: Path, results: list[dict[str, Any]]) -> None:
    (run / "results.jsonl").write_bytes(b"".join(canonical(it) + b"\n" for it in results))


def _tape(run: Path, policy: str) -> Path:
    return min((run / "trajectories").glob(f"*{policy}*"))


def _lines(tape: Path) -> list[bytes]:
    return gzip.decompress(tape.read_bytes()).splitlines(keepends=True)


def _stamped(run: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest of *run*, and give it the digest that it then has."""
    held = json.loads((run / "manifest.json").read_bytes())
    change(held["manifest"])
    stamped = msgspec.convert(held, Stamped)
    stamped = replace(stamped, digest=digest(stamped.manifest))
    (run / "manifest.json").write_bytes(canonical(stamped))


def _forged_reward(run: Path) -> None:
    results = _results(run)
    results[4]["rewards"]["keeper"] += 1
    _write(run, results)


def _forged_reading(run: Path) -> None:
    results = _results(run)
    results[4]["reading"] = {"passed": True}
    _write(run, results)


def _hidden_failure(run: Path) -> None:
    results = _results(run)
    results[4] |= {"no_reply": "timed out", "rewards": {}, "paid": {}}
    _write(run, results)


def _dropped(run: Path) -> None:
    _write(run, _results(run)[:4] + _results(run)[5:])


def _cut_short(run: Path) -> None:
    _write(run, _results(run)[:-1])


def _lengthened(run: Path) -> None:
    _write(run, [*_results(run), _results(run)[-1]])


def _picked(run: Path) -> None:
    results = _results(run)
    results[2] = results[1]
    _write(run, results)


def _edited(run: Path) -> None:
    tape = _tape(run, "talker")
    tape.write_bytes(gzip.compress(b"".join(_lines(tape)).replace(b"I see.", b"I saw.", 1)))


def _careful(run: Path) -> None:
    """Pass what random played off as the oracle's, and make every hash anew."""
    lines = tapes.decoded(_lines(_tape(run, "random")))
    seats = {"keeper": "oracle", "spotter": "oracle"}
    passed = [replace(it, seats=seats) if isinstance(it, Header) else it for it in lines]
    _tape(run, "oracle").write_bytes(gzip.compress(b"".join(tapes.resealed(passed))))


def _cut_tape(run: Path) -> None:
    tape = _tape(run, "talker")
    tape.write_bytes(gzip.compress(b"".join(_lines(tape)[:-1])))


def _no_tape(run: Path) -> None:
    _tape(run, "talker").unlink()


def _swapped(run: Path) -> None:
    tape, other = _tape(run, "talker"), _tape(run, "random")
    tape.write_bytes(other.read_bytes())


def _other_version(run: Path) -> None:
    _stamped(run, lambda it: it.update(watchfloor="0.0.9"))


def _other_rules(run: Path) -> None:
    _stamped(run, lambda it: it["games"][str(LOOKOUT)].update(rules="lookout-0"))


def _other_recipe(run: Path) -> None:
    _stamped(run, lambda it: it["recipes"][str(LOOKOUT)].update(tables={}))


def _lazy_no_more(run: Path) -> None:
    shown = "policies"
    _stamped(run, lambda it: it[shown][str(LOOKOUT)]["alarmist"].update(is_lazy=False))


def _other_suite(run: Path) -> None:
    _stamped(run, lambda it: it.update(suite_digest="0" * 64))


FORGERIES: dict[Callable[[Path], None], str] = {
    _forged_reward: "rewards is told as",
    _forged_reading: "reading is told as",
    _hidden_failure: "is told as",
    _dropped: "seed 5000001, repeat 0 of lookout/busy_gate/watch/heuristic is missing",
    _cut_short: "is missing: the results end before",
    _lengthened: "the manifest has no such episode",
    _picked: "seed 5000002, repeat 0 of lookout/busy_gate/watch/alarmist is missing",
    _edited: "the hash does not follow from this line",
    _careful: "the policy does otherwise here than is recorded",
    _cut_tape: "the file ends without its closing line",
    _no_tape: "the trajectories are missing",
    _swapped: "it is another episode than the manifest says",
    _other_version: "it was made by version 0.0.9, this is",
    _other_rules: "lookout was played by rules 'lookout-0', here they are 'lookout-1'",
    _other_recipe: "recipe 'standard' is not the one shipped by that name",
    _lazy_no_more: "'alarmist' is not the policy that lookout ships by that name",
    _other_suite: "is not the one that is shipped",
}


def test_an_honest_run_holds(honest: Path) -> None:
    """Shipped policies are played anew, the replies of others are played again."""
    done = call("verify", honest, "--jobs", "1")

    assert done.status == 0
    assert done.out.startswith("verified: 24 episodes played anew and 6 episodes replayed, none m")


@pytest.mark.slow
@pytest.mark.parametrize("forge", FORGERIES, ids=lambda it: it.__name__.strip("_"))
def test_a_forgery_is_found(run: Path, forge: Callable[[Path], None]) -> None:
    """Whatever was changed, the first thing that does not hold is named."""
    forge(run)
    done = call("verify", run, "--jobs", "1")

    assert done.status == 1
    assert done.out.startswith("not verified: ")
    assert FORGERIES[forge] in done.out


def test_an_edited_manifest_is_not_read(run: Path) -> None:
    """A manifest whose digest is another is no manifest."""
    text = (run / "manifest.json").read_text("utf-8").replace('"seeds": 3', '"seeds": 2', 1)
    (run / "manifest.json").write_text(text, "utf-8")

    assert "was edited: its digest is another" in complaint(call("verify", run))


@pytest.mark.slow
def test_a_submission_is_the_same_whenever_it_is_packed(honest: Path, tmp_path: Path) -> None:
    """Nothing of the day or of the machine's users is in it, and it verifies."""
    for name in ("one", "two"):
        assert call("submit", honest, "--out", tmp_path / name).status == 0
    done = call("verify", tmp_path / "one", "--jobs", "1")

    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    assert (done.status, done.out[:8]) == (0, "verified")


@pytest.mark.slow
def test_trajectories_can_be_left_out_where_everybody_is_shipped(
    honest: Path, tmp_path: Path
) -> None:
    """What anybody can play anew need not be sent; what nobody can has to be."""
    refused = call("submit", honest, "--without-trajectories", "--out", tmp_path / "no")
    call(*SMALL, tmp_path / "shipped")
    call("submit", tmp_path / "shipped", "--without-trajectories", "--out", tmp_path / "yes")
    done = call("verify", tmp_path / "yes", "--jobs", "1")

    assert "is not shipped, so nobody can play it anew" in complaint(refused)
    assert (done.status, done.out[:8]) == (0, "verified")


def test_a_run_that_is_not_finished_is_not_packed(run: Path, tmp_path: Path) -> None:
    """Half a run says nothing."""
    (run / "results.jsonl").unlink()

    assert "is not finished" in complaint(call("submit", run, "--out", tmp_path / "no"))
    assert not (tmp_path / "no").exists()


def _tar(path: Path, *members: tuple[tarfile.TarInfo, bytes]) -> Path:
    with tarfile.open(path, "w:gz") as tar:
        for told, held in members:
            told.size = len(held)
            tar.addfile(told, io.BytesIO(held))
    return path


def _member(name: str, kind: bytes = tarfile.REGTYPE, link: str = "") -> tarfile.TarInfo:
    told = tarfile.TarInfo(name)
    told.type, told.linkname = kind, link
    return told


@pytest.mark.parametrize(
    "member",
    [
        _member("../escaped.json"),
        _member("/escaped.json"),
        _member("trajectories/../../escaped.jsonl.gz"),
        _member("manifest.json", tarfile.SYMTYPE, "/etc/passwd"),
        _member("results.jsonl", tarfile.LNKTYPE, "manifest.json"),
        _member("trajectories", tarfile.DIRTYPE),
        _member("results.jsonl", tarfile.CHRTYPE),
        _member("policy.py"),
    ],
    ids=lambda it: it.name,
)
def test_a_submission_writes_nowhere_else(tmp_path: Path, member: tarfile.TarInfo) -> None:
    """A name that leads out, a link, a device and a file that does not belong are refused."""
    told = complaint(call("verify", _tar(tmp_path / "evil", (member, b""))))

    assert "which is no file of a submission" in told
    assert [it.name for it in tmp_path.iterdir()] == ["evil"]


def test_a_file_stands_once_in_a_submission(tmp_path: Path) -> None:
    """Of two files of one name nobody could say which was meant."""
    twice = [(_member("manifest.json"), b"{}")] * 2

    assert "is no file of a sub" in complaint(call("verify", _tar(tmp_path / "evil", *twice)))


@pytest.mark.parametrize(
    "held",
    [b"", b"no tar at all", gzip.compress(b"x" * 2000), b"\x1f\x8b\x08"],
    ids=("empty", "text", "no tar", "cut"),
)
def test_what_is_no_submission_is_said_to_be_none(tmp_path: Path, held: bytes) -> None:
    """Whatever is handed over, the answer is a sentence."""
    (tmp_path / "odd").write_bytes(held)
    told = complaint(call("verify", tmp_path / "odd"))

    assert "is no submission" in told or "has no hashes" in told


def test_a_file_that_was_changed_after_packing_is_named(honest: Path, tmp_path: Path) -> None:
    """The hashes that were packed tell which file it is."""
    call("submit", honest, "--out", tmp_path / "good")
    with tarfile.open(tmp_path / "good") as tar:
        members = [(it, (tar.extractfile(it) or io.BytesIO()).read()) for it in tar]
    changed = [(it, held[:-9] if it.name == "results.jsonl" else held) for it, held in members]
    told = complaint(call("verify", _tar(tmp_path / "bad", *changed)))

    assert told.startswith("results.jsonl in ")
    assert "is not the file whose hash was packed with it" in told


@pytest.mark.slow
def test_a_run_with_a_model_can_be_handed_over(tmp_path: Path) -> None:
    """Its replies are replayed, its failures stay failures, and where it was asked is not told."""
    words = (
        "evaluate",
        "--no-report",
        "--game",
        "opensoc",
        "--mode",
        "defender_only",
        "--seeds",
        "3",
    )
    with Server(say(MONITOR), holding({"error": "no"}, 500), say(MONITOR)) as server:
        url = ("--policy", "openai:m", "--base-url", server.url, "--retries", "0")
        call(*words, *url, "--scenario", "stage1_basic", "--out", tmp_path / "run")
    call("submit", tmp_path / "run", "--out", tmp_path / "packed")
    done = call("verify", tmp_path / "packed", "--jobs", "1")

    assert done.status == 0
    assert "3 episodes replayed" in done.out
    assert server.url.encode() in (tmp_path / "run/manifest.json").read_bytes()
    assert server.url.encode() not in gzip.decompress((tmp_path / "packed").read_bytes())
