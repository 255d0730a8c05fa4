"""Incidents as JSON Lines."""

from itertools import islice
from pathlib import Path

import pytest

from watchfloor.errors import UnreadableFile
from watchfloor.evaluation import corpus
from watchfloor.evaluation.corpus import Entry, Plan
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.generator import Wish, grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed
from watchfloor.world.organisation import HELD_OUT

PLAN = Plan("stage2_multi", 30, 7, 12)


def _whole(plan: Plan = PLAN) -> bytes:
    entries = islice(corpus.grown(plan), plan.count)
    return b"".join(corpus.lines(plan.opening(), entries))


def _at(folder: Path, content: bytes) -> Path:
    path = folder / "incidents.jsonl"
    path.write_bytes(content)
    return path


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """The incidents of a file come back equal, in order."""
    found = list(corpus.read(_at(tmp_path, _whole())))

    assert found == list(islice(corpus.grown(PLAN), PLAN.count))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_the_lines_of_an_incident_spell_its_case(dialect: str) -> None:
    """Whoever has only the file has the whole case, and comes to the same truth."""
    for number in range(20):
        seed = Seed.of("corpus", number)
        found = grow(seed, STAGES["stage3_mixed"], Wish(dialect=dialect))
        case = corpus.case_of(corpus.written("it", seed, found))

        assert case == found.case
        assert verify(case.events, case.records, case.alert) == found.truth


def test_an_incident_is_grown_again_from_its_seed() -> None:
    """The path that stands in a line leads to the same incident."""
    wish = Wish(None, PLAN.prevalence)
    for entry in islice(corpus.grown(PLAN), 5):
        seed = Seed(entry.seed)

        assert corpus.written(entry.id, seed, grow(seed, STAGES[entry.stage], wish)) == entry


@pytest.mark.parametrize("is_held_out", [False, True])
def test_held_out_organisations_are_kept_apart(is_held_out: bool) -> None:  # noqa: FBT001  # a parameter
    """Training and evaluation are set in different organisations."""
    plan = Plan("stage1_basic", 50, 3, 40, "", is_held_out)
    numbers = [entry.origin.organisation for entry in islice(corpus.grown(plan), 40)]

    assert {number >= HELD_OUT for number in numbers} == {is_held_out}


def test_an_incident_that_is_held_out_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one takes its place, and the numbers say that it is missing."""
    first, second, *_ = before = list(islice(corpus.grown(PLAN), 4))
    monkeypatch.setattr(corpus, "HELD_OUT", {first.fingerprint})
    after = list(islice(corpus.grown(PLAN), 3))

    assert after == before[1:]
    assert second.id == "incident-0000001"


@pytest.mark.parametrize("share", [0, 1, 500, 12_000, 30_000])
def test_a_file_goes_on_where_it_was_cut(tmp_path: Path, share: int) -> None:
    """Whatever is left of a file, continuing it comes to the same bytes."""
    whole = _whole()
    path = _at(tmp_path, whole[:share])
    begun = corpus.begun(path, PLAN.opening())
    left = islice(corpus.grown(PLAN, begun.following), PLAN.count - begun.incidents)
    more = b"".join(corpus.lines(PLAN.opening(), left, begun))

    assert whole[: begun.size] + more == whole


def test_a_file_made_otherwise_is_not_continued(tmp_path: Path) -> None:
    """Other arguments, or another file altogether, are refused."""
    for content in (_whole(), b"dear diary\n"):
        with pytest.raises(UnreadableFile, match="made otherwise than it would be continued"):
            corpus.begun(_at(tmp_path, content), Plan("stage2_multi", 31, 7, 12).opening())


@pytest.mark.parametrize("ending", [-1, -200, -5000])
def test_a_cut_is_noticed(tmp_path: Path, ending: int) -> None:
    """A file without its last line, or with half of it, is not read as whole."""
    with pytest.raises(UnreadableFile, match="is cut or changed after"):
        list(corpus.read(_at(tmp_path, _whole()[:ending])))


def test_a_change_is_noticed(tmp_path: Path) -> None:
    """A truth that was changed by hand does not have the digest of the last line."""
    changed = _whole().replace(b'"answer":"dismiss"', b'"answer":"monitor"', 1)

    with pytest.raises(UnreadableFile, match="is cut or changed"):
        list(corpus.read(_at(tmp_path, changed)))


def test_what_goes_on_after_the_end_is_noticed(tmp_path: Path) -> None:
    """Nothing follows the last line."""
    path = _at(tmp_path, _whole() + _whole().splitlines(keepends=True)[1])

    with pytest.raises(UnreadableFile, match="is cut or changed"):
        list(corpus.read(path))


@pytest.mark.parametrize("line", [b"dear diary\n", b"[1]\n", b'{"line":"other"}\n', b"\xff\n"])
def test_another_file_is_refused(tmp_path: Path, line: bytes) -> None:
    """The sentence names the line."""
    with pytest.raises(UnreadableFile, match=r"line 1 of .* is no line of an incident file"):
        list(corpus.read(_at(tmp_path, line)))


def test_a_line_is_found_by_its_number(tmp_path: Path) -> None:
    """Lines are counted from 1, and one that is not there is said to be missing."""
    path = _at(tmp_path, _whole())
    line = corpus.understood(path, 2, corpus.line_at(path, 2))

    assert isinstance(line, Entry)
    with pytest.raises(UnreadableFile, match="holds 14 lines, not 15"):
        corpus.line_at(path, 15)
