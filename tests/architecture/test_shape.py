"""The shape of the source: lengths, names, prose, and the same files in the same places."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from architecture.source import (
    ALL_FILES,
    EXAMPLE_FILES,
    EXAMPLES,
    PACKAGE,
    PACKAGE_FILES,
    ROOT,
    File,
    Function,
    games,
)

LONGEST_FILE = 400
MADE = (".gz", ".safetensors", ".webp")
"""Of files that no person writes."""
LONGEST_TRAINER = 600
LONGEST_FUNCTION = 40

FORBIDDEN = frozenset(
    {"base", "common", "core", "data", "final", "handler", "helpers", "info", "legacy", "manager"}
    | {"misc", "new", "obj", "tmp", "utils", "v2"}
)
"""Words that name nothing, so that anything ends up under them."""

MEANT = {"new_account_used"}
"""Names in which such a word says what is meant."""

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
BANNER = re.compile(r"^#\s*([-=*#~_─═])\1{2,}")
PICTURE = re.compile("[\u2600-\u27bf\u2b00-\u2bff\ufe0f\U0001f000-\U0001faff]")
OF_A_MACHINE = re.compile(r"(?<![\w.:/-])/(?:home|root|Users|mnt|work)/\w")

MAY_CATCH_ALL = (
    "agents/backends/",
    "agents/contenders",
    "agents/games",
    "server/",
    "training/tuition",
)
"""Where whatever fails outside is turned into a value or a sentence: models, games and trainers of
others, requests."""

GAME_FILES = {
    "__init__.py",
    "actions.py",
    "game.py",
    "policies",
    "recipes.py",
    "roles",
    "scenarios",
    "state.py",
    "terms",
    "transition.py",
    "verifier.py",
    "view.py",
}
"""What every game is made of."""

OWN_FILES = {"lookout": {"gate.py"}}
"""What one game has beyond that."""

IN_DEPTH = {"logsentinel": {}, "opensoc": {"scenarios": "stages"}}
"""Games of many rooms: they may have further files, and a folder by another name."""

VERBS = PACKAGE / "cli" / "verbs"


def _functions() -> Iterator[tuple[File, Function]]:
    return ((file, function) for file in ALL_FILES for function in file.functions())


def _comments(file: File) -> Iterator[tokenize.TokenInfo]:
    for token in tokenize.generate_tokens(io.StringIO(file.text).readline):
        if token.type == tokenize.COMMENT:
            yield token


def _written() -> list[Path]:
    """Return every file that people write, whatever its language."""
    folders = ("src", "tests", "benchmarks", "docs", ".ci", ".github", "changelog.d")
    found = [path for name in folders for path in (ROOT / name).rglob("*") if path.is_file()]
    beside = [
        path
        for path in ROOT.iterdir()
        if path.is_file() and not path.name.startswith((".c", ".git"))
    ]
    return sorted(
        path
        for path in (*found, *beside)
        if "__pycache__" not in path.parts and path.suffix not in MADE
    )


def _said(path: Path) -> str:
    return path.read_text("utf-8", errors="replace")


def test_no_file_is_too_long() -> None:
    """A file has at most 400 lines, a trainer 600."""
    long = [
        f"{file.name}: {lines} lines"
        for file in ALL_FILES
        if (lines := file.text.count("\n"))
        > (LONGEST_TRAINER if "/training/" in file.name else LONGEST_FILE)
    ]

    assert long == []


def test_no_function_is_too_long() -> None:
    """A function has at most 40 lines."""
    long = [
        file.at(function, f"{function.name} has {lines} lines")
        for file, function in _functions()
        if (lines := (function.end_lineno or 0) - function.lineno + 1) > LONGEST_FUNCTION
    ]

    assert long == []


def test_no_file_has_a_name_that_names_nothing() -> None:
    """No word of a file's or folder's name is one that could stand for anything."""
    found = [
        file.name
        for file in ALL_FILES
        for part in Path(file.name).with_suffix("").parts
        if FORBIDDEN & set(part.split("_")) and part not in MEANT
    ]

    assert found == []


def _documented(file: File) -> Iterator[tuple[str, str | None]]:
    """Return the docstring of *file*, its classes and its public functions, with their places."""
    yield f"{file.name}: the file", ast.get_docstring(file.tree)
    for parent in ast.walk(file.tree):
        for node in parent.body if isinstance(parent, ast.Module | ast.ClassDef) else ():
            is_public = isinstance(node, Function) and not node.name.startswith("_")
            if isinstance(node, ast.ClassDef) or (isinstance(node, Function) and is_public):
                yield file.at(node, node.name), ast.get_docstring(node)


def test_everything_public_has_a_docstring() -> None:
    """Every module, every class and every public function says what it is."""
    silent = [
        place
        for file in (*PACKAGE_FILES, *EXAMPLE_FILES)
        for place, said in _documented(file)
        if not said
    ]

    assert silent == []


def test_the_first_line_of_a_file_is_a_sentence() -> None:
    """The first line of a module's docstring begins with a capital and ends with a full stop."""
    unfinished = [
        f"{file.name}: {line}"
        for file in (*PACKAGE_FILES, *EXAMPLE_FILES)
        for line in (ast.get_docstring(file.tree) or "").splitlines()[:1]
        if not (line.endswith(".") and line[0].isupper())
    ]

    assert unfinished == []


def test_nothing_is_left_for_later() -> None:
    """No comment and no docstring promises work; an issue does."""
    promises = [
        f"{file.name}:{token.start[0]}: {token.string}"
        for file in ALL_FILES
        for token in _comments(file)
        if UNFINISHED.search(token.string)
    ]
    promises += [file.name for file in PACKAGE_FILES if UNFINISHED.search(file.text)]

    assert promises == []


def test_no_comment_is_a_banner() -> None:
    """A part of a file that wants a banner wants to be a function or a file."""
    banners = [
        f"{file.name}:{token.start[0]}: {token.string}"
        for file in ALL_FILES
        for token in _comments(file)
        if BANNER.match(token.string)
    ]

    assert banners == []


def test_nothing_is_said_in_pictures() -> None:
    """There is no emoji in the source, the tests or the prose."""
    found = [str(path.relative_to(ROOT)) for path in _written() if PICTURE.search(_said(path))]

    assert found == []


def test_no_file_knows_a_machine() -> None:
    """No path of somebody's machine is written down, least of all of this one."""
    here = [f"{place}/" for place in (ROOT, Path.home()) if len(place.parts) > 1]
    found = [
        str(path.relative_to(ROOT))
        for path in _written()
        if OF_A_MACHINE.search(_said(path)) or any(place in _said(path) for place in here)
    ]

    assert found == []


def _names_everything(caught: ast.expr | None) -> bool:
    broad = ("Exception", "BaseException")
    if isinstance(caught, ast.Tuple):
        return any(map(_names_everything, caught.elts))
    return caught is None or (isinstance(caught, ast.Name) and caught.id in broad)


def _catches(file: File) -> Iterator[ast.stmt | ast.expr | ast.excepthandler]:
    for node in ast.walk(file.tree):
        if isinstance(node, ast.ExceptHandler) and _names_everything(node.type):
            yield node
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("suppress"):
            yield from (it for it in node.args if _names_everything(it))


def test_nothing_catches_everything() -> None:
    """A broad `except` stands only where an outside failure becomes a value."""
    found = [
        f"{file.name}:{node.lineno}"
        for file in (*PACKAGE_FILES, *EXAMPLE_FILES)
        for node in _catches(file)
        if not "/".join(file.room).startswith(MAY_CATCH_ALL)
    ]

    assert found == []


@cache
def catalogues() -> dict[Path, str]:
    """Return the constant that every file of each catalogue folder binds, by folder."""
    found = {VERBS: "VERB"}
    for file in (*PACKAGE_FILES, *EXAMPLE_FILES):
        for node in ast.walk(file.tree):
            match node:
                case ast.Call(ast.Name("load"), [ast.Name("__name__"), ast.Constant(str(it)), _]):
                    found[file.path.parent] = it
                case _:
                    pass
    return found


def _bound(file: File) -> Iterator[str]:
    """Return the names that *file* binds at its top, but for imports."""
    for node in file.tree.body:
        match node:
            case ast.Assign(targets=[*targets]):
                yield from (it.id for it in targets if isinstance(it, ast.Name))
            case ast.AnnAssign(target=ast.Name(name)):
                yield name
            case ast.FunctionDef(name) | ast.AsyncFunctionDef(name) | ast.ClassDef(name):
                yield name
            case _:
                pass


def test_a_file_of_a_catalogue_binds_its_constant() -> None:
    """A file of a catalogue shows its one constant; everything else in it is private."""
    found = [
        f"{file.name}: binds {public}, expected {constant}"
        for folder, constant in catalogues().items()
        for file in map(File, sorted(folder.glob("*.py")))
        if file.path.name != "__init__.py"
        and (public := [name for name in _bound(file) if not name.startswith("_")]) != [constant]
    ]

    assert found == []


def test_the_folders_of_the_package_are_catalogues_or_rooms() -> None:
    """Every folder inside a room is a catalogue, so that to add a file is to add a thing."""
    inner = {file.path.parent for file in PACKAGE_FILES if len(file.room) > 2}

    assert sorted(map(str, inner - set(catalogues()))) == []


def test_the_games_are_made_of_the_same_files() -> None:
    """Whoever knows one game finds every other: the same files, and few of its own."""
    uneven = [
        f"{name}: {sorted(differing)}"
        for name, folder in games().items()
        if (differing := _differing(name, {path.name for path in folder.iterdir()}))
    ]

    assert uneven == []


def _differing(name: str, found: set[str]) -> set[str]:
    """Return what game *name*, made of the files *found*, lacks or has too many of."""
    instead = IN_DEPTH.get(name, {})
    missing = {instead.get(needed, needed) for needed in GAME_FILES} - found
    further = found - GAME_FILES - OWN_FILES.get(name, set()) - {"__pycache__"}
    return missing if name in IN_DEPTH else missing | further


def test_an_example_game_is_complete() -> None:
    """There is a small game to learn the grammar from and to test it with."""
    examples = [name for name, folder in games().items() if folder.is_relative_to(EXAMPLES)]

    assert examples == ["lookout"]
