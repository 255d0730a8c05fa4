from pathlib import Path

import pytest

from watchfloor import catalog
from watchfloor.errors import BadExtension, UnknownName
from watchfloor.play.verdict import Fact

FACT = "from watchfloor.play.verdict import Fact\nFACT = Fact({name!r}, 1)\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty package with a name of its own, so that no import is remembered."""
    home = tmp_path / f"shelf_of_{tmp_path.name}"
    home.mkdir()
    (home / "__init__.py").write_text("")
    monkeypatch.syspath_prepend(str(tmp_path))
    return home


def test_names_are_sorted_and_nothing_is_imported(folder: Path) -> None:
    """The names of a folder can be listed even where importing a file would fail."""
    (folder / "beta.py").write_text("raise RuntimeError")
    (folder / "alpha.py").write_text("raise RuntimeError")
    (folder / "notes.txt").write_text("")

    assert catalog.names(folder.name) == ("alpha", "beta")


def test_a_folder_is_read_in_the_order_of_its_names(folder: Path) -> None:
    """To add a thing is to add a file; the order on disk does not show."""
    for name in ("gamma", "alpha", "beta"):
        (folder / f"{name}.py").write_text(FACT.format(name=name))
    found = catalog.load(folder.name, "FACT", Fact)

    assert list(found.items()) == [(name, Fact(name, 1)) for name in ("alpha", "beta", "gamma")]


def test_an_empty_folder_is_an_empty_catalogue(folder: Path) -> None:
    """A room may come before its first instance."""
    assert dict(catalog.load(folder.name, "FACT", Fact)) == {}


def test_a_catalogue_cannot_be_written(folder: Path) -> None:
    """Nothing is registered but by being a file."""
    found = catalog.load(folder.name, "FACT", Fact)

    with pytest.raises(TypeError):
        found["x"] = Fact("x", 1)  # type: ignore[index]  # what the test is about


@pytest.mark.parametrize(
    ("text", "found"),
    [("", "NoneType"), ("FACT = 1", "int"), ("fact = None", "NoneType"), ("FACT = str", "type")],
)
def test_a_file_without_its_constant_is_refused(folder: Path, text: str, found: str) -> None:
    """A file that binds nothing, or something else, stops the program."""
    (folder / "alpha.py").write_text(text)

    with pytest.raises(BadExtension) as caught:
        catalog.load(folder.name, "FACT", Fact)
    expected = f"{folder.name}.alpha must bind FACT to a Fact, but it is {found}"
    assert str(caught.value) == expected


def test_a_file_named_otherwise_than_its_thing_is_refused(folder: Path) -> None:
    """The name of the file is the name of the thing."""
    (folder / "alpha.py").write_text(FACT.format(name="beta"))

    with pytest.raises(BadExtension, match="binds FACT named 'beta'; rename the file or the thing"):
        catalog.load(folder.name, "FACT", Fact)


def test_a_file_that_cannot_be_imported_is_not_passed_over(folder: Path) -> None:
    """A broken file is a loud failure and no missing name."""
    (folder / "alpha.py").write_text("import watchfloor.nowhere")

    with pytest.raises(ModuleNotFoundError, match=r"watchfloor\.nowhere"):
        catalog.load(folder.name, "FACT", Fact)


def test_a_known_name_leads_to_its_thing() -> None:
    """Looking up a known name yields what is listed under it."""
    assert catalog.named("fact", "alpha", {"alpha": 1}) == 1


def test_an_unknown_name_is_met_with_the_nearest() -> None:
    """Looking up an unknown name says which one was meant."""
    with pytest.raises(UnknownName, match=r"no fact called 'alpa'; did you mean 'alpha'\?"):
        catalog.named("fact", "alpa", {"alpha": 1})
