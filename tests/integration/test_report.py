"""The report of a run that was really played."""

import re
from pathlib import Path

import pytest

from integration.terminal import LOOKOUT, call, complaint
from watchfloor.evaluation.run import RESULTS

HOSTILE = """
from watchfloor.play.policy import Policy

POLICY = Policy(name="x", summary="", seat=lambda role, draws: lambda seen: "<script>")
"""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a run, with a policy under test whose name is markup."""
    folder = tmp_path_factory.mktemp("told")
    (folder / "<img src=x>|`.py").write_text(HOSTILE, "utf-8")
    mine = ("--policy", folder / "<img src=x>|`.py", "--out", folder / "run")
    done = call("evaluate", "--game", LOOKOUT, "--seeds", "5", "--jobs", "1", *mine)
    assert done.status == 0, done.err

    return folder / "run"


def test_the_page_is_one_file_that_loads_nothing(run: Path) -> None:
    """No script runs, and nothing is fetched from anywhere."""
    page = (run / "report.html").read_text("utf-8")

    assert re.findall(r"<(?:script|img|link|iframe)|url\(|https?://|@import", page) == []


def test_a_name_is_shown_as_text(run: Path) -> None:
    """A policy whose name is markup stands in the page as it is called."""
    page = (run / "report.html").read_text("utf-8")

    assert "&lt;img src=x&gt;|`" in page


def test_every_number_leads_to_episodes(run: Path) -> None:
    """Each link within the page has its end there, and each file that it names is there."""
    page = (run / "report.html").read_text("utf-8")
    links = re.findall(r'href="([^"]+)"', page)
    ends = set(re.findall(r'id="([^"]+)"', page))

    assert {link for link in links if link.startswith("#") and link[1:] not in ends} == set()
    assert {
        link for link in links if not link.startswith("#") and not (run / link).exists()
    } == set()
    assert any(not link.startswith("#") for link in links)


def test_an_episode_is_read_by_the_command_that_the_page_gives(run: Path) -> None:
    """The command of the first episode that is listed prints it."""
    page = (run / "report.html").read_text("utf-8")
    command = re.search(r"<code>watchfloor show (\S+) --episode (\d+)</code>", page)
    assert command is not None

    assert call("show", run / command[1], "--episode", command[2], "--game", LOOKOUT).status == 0


def test_both_reports_name_everyone(run: Path) -> None:
    """The table in Markdown has a row for each policy, with as many cells as its head."""
    lines = (run / "report.md").read_text("utf-8").splitlines()
    rows = [line for line in lines if line.startswith("| random |")]
    cells = {len(re.findall(r"(?<!\\)\|", line)) for line in rows}

    assert cells == {6}


def test_the_same_results_are_told_in_the_same_bytes(run: Path) -> None:
    """A report that is made again, by more processes, is the same file."""
    before = [(run / name).read_bytes() for name in ("report.html", "report.md")]
    done = call("report", run, "--jobs", "2")

    assert done.status == 0, done.err
    assert [(run / name).read_bytes() for name in ("report.html", "report.md")] == before


def test_what_is_no_run_is_refused_in_a_sentence(tmp_path: Path) -> None:
    """A folder without a manifest has no report."""
    assert "is no run" in complaint(call("report", tmp_path))


def test_a_run_that_is_not_finished_says_how_to_go_on(run: Path) -> None:
    """Without its results a run cannot be told."""
    hidden = (run / RESULTS).rename(run / "hidden")
    done = call("report", run)
    hidden.rename(run / RESULTS)

    assert "evaluate --resume" in complaint(done)
