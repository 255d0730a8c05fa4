"""What is told of self-play is made of what was kept, and what was played is not played again."""

from pathlib import Path

import msgspec
from benchmarks.memory import named, remembered
from benchmarks.selfplay_page import STORED, Told, Tried, page

ROOT = Path(__file__).parents[2]


def _tried(name: str, *paid: int) -> Tried:
    return Tried(name, paid, admitted=2, wrong=1, graphs=2, novel=0)


def _told(seed: int, late: int) -> Told:
    fresh = (_tried("sft", 40, 80), _tried("grpo", 20, 60), _tried("selfplay-2", late, late + 40))
    cells: dict[str, tuple[int, ...]] = {"grpo": (500,), "selfplay-2": (700,)}
    return Told(seed, 2, 16, ("scripted",), cells, cells, (_tried("scripted", 0, 40),), fresh, 9.0)


def test_exploitability_is_paired_by_brief_and_told_over_seeds() -> None:
    """Both seeds are exploited for 0.04; later one is for 0.02 and the other for 0.06."""
    told = page([_told(0, 0), _told(1, 40)])

    assert "against grpo" in told
    assert "selfplay-2 less grpo     +0.000 [+0.000, +0.000]   by seed -0.020 +0.020" in told
    assert "defender wrong 0.500 +-0.000" in told
    assert "scripted       by seed +0.200 +0.200, +0.200 +-0.000" in told


def test_what_was_made_once_is_remembered(tmp_path: Path) -> None:
    """The second time nothing is made; without a folder everything is."""
    made = [remembered(tmp_path, ("a", 1), int, lambda: 7) for _ in range(1)]
    again = remembered(tmp_path, ("a", 1), int, lambda: 8)
    other = remembered(tmp_path, ("a", 2), int, lambda: 9)

    assert (made, again, other) == ([7], 7, 9)
    assert remembered(None, ("a", 1), int, lambda: 8) == 8


def test_a_model_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    """Two folders with one model are one; a policy goes by its name."""
    for folder in ("one", "other"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "model.safetensors").write_bytes(b"weights")

    found = [named(f"learned:{tmp_path / folder}") for folder in ("one", "other")]

    assert found[0] == found[1]
    assert named("heuristic") == "heuristic"


def test_the_stored_page_is_made_of_what_was_kept() -> None:
    """Whoever makes it again has the same bytes."""
    stored = msgspec.json.decode((ROOT / STORED).read_bytes(), type=tuple[Told, ...])

    assert page(stored) == (ROOT / STORED.with_suffix(".txt")).read_text("utf-8")
