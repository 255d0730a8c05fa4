"""A test stands where its subject stands."""

from pathlib import Path

from architecture.source import PACKAGE, PACKAGE_FILES, ROOT, File
from architecture.test_shape import catalogues

UNIT = ROOT / "tests" / "unit"
PAIRED = ("catalog", "codec", "errors", "logsentinel", "opensoc", "play", "seeds", "world")
"""What is tested file by file; the shell is tested by use."""


def _is_paired(file: File) -> bool:
    in_catalogue = file.path.parent in catalogues()
    return file.room[0] in PAIRED and file.room[-1] != "__init__" and not in_catalogue


def _mirror(file: File) -> Path:
    return UNIT.joinpath(*file.room[:-1], f"test_{file.room[-1]}.py")


def test_every_file_of_the_grammar_has_a_test_of_its_own() -> None:
    """Whoever changes a file knows the one place where its tests are."""
    missing = [
        str(_mirror(file).relative_to(ROOT))
        for file in PACKAGE_FILES
        if _is_paired(file) and not _mirror(file).is_file()
    ]

    assert missing == []


def test_every_unit_test_has_a_subject() -> None:
    """A test whose subject was removed or moved goes with it."""
    orphans = [
        str(path.relative_to(ROOT))
        for path in sorted(UNIT.rglob("test_*.py"))
        if not any(subject.exists() for subject in _subjects(path))
    ]

    assert orphans == []


def _subjects(test: Path) -> tuple[Path, Path]:
    """Return the file, and the folder, that *test* may be about."""
    name = test.stem.removeprefix("test_")
    subject = PACKAGE / test.relative_to(UNIT).parent / name
    return subject.with_suffix(".py"), subject
