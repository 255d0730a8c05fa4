"""The documents say what the code does.

A fenced block may carry a second word after its language. `runnable` blocks are run as they stand,
`printed` ones are part of what they print, and one that names a file is that file: of the
repository if it stands in a folder, else of the folder in which the runnable blocks are run.
"""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest

from architecture.source import PACKAGE, PACKAGE_FILES, ROOT, games
from lookout.game import GAME
from watchfloor import __version__, catalog
from watchfloor.play import conformance, reward
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play
from watchfloor.play.trajectory import Close, End, Header, Turn

MADE = ("build", "dist", "runs")
DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *(
        path
        for folder in sorted(ROOT.iterdir())
        if folder.is_dir() and not folder.name.startswith(".") and folder.name not in MADE
        for path in sorted(folder.rglob("*.md"))
    ),
]
TOLD = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
"""What users read to learn what there is."""
DECISIONS = sorted((ROOT / "docs/decisions").glob("*.md"))
FRAGMENTS = sorted((ROOT / "changelog.d").iterdir())
SECTIONS = ("added", "changed", "deprecated", "fixed", "removed", "security")

_FENCE = re.compile(r"^```(\S*) ?(\S*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"^```.*?^```$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_EMOJI = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
_ABSOLUTE = re.compile(r"(?<![\w.:/<>~-])/[a-z]\w*(?:/|\b)")
_SHIM = '#!/bin/sh\nexec "{python}" {arguments} "$@"\n'


class Block(NamedTuple):
    """A fenced block of a document."""

    language: str
    mark: str
    text: str


def _blocks(document: Path) -> list[Block]:
    return [Block(*found) for found in _FENCE.findall(document.read_text("utf-8"))]


def _code(document: Path) -> str:
    return "\n".join(_CODE.findall(document.read_text("utf-8")))


def _rows(document: Path, heading: str) -> list[list[str]]:
    """Return the cells of the table below *heading*, but for its own two first lines."""
    section = document.read_text("utf-8").partition(f"{heading}\n")[2].partition("\n#")[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def _quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def _short(document: Path) -> str:
    return document.relative_to(ROOT).as_posix()


def _slugs(document: Path) -> set[str]:
    """Return the anchors of *document*, one for each heading."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", text).strip().lower().replace(" ", "-") for text in headings}


def _catalogues() -> Iterator[tuple[str, str]]:
    """Return where each kind of thing is added and the constant it binds."""
    homes = list(games().values())
    for file in (file for home in (PACKAGE, *homes) for file in home.rglob("__init__.py")):
        if bound := re.search(r'load\(__name__, "(\w+)"', file.read_text("utf-8")):
            game = next((home for home in homes if home in file.parents), None)
            place = file.parent.relative_to(game or PACKAGE).as_posix()
            yield f"{'<game>/' if game else ''}{place}/x.py", bound[1]
    yield "<game>/game.py", "GAME"
    yield "cli/verbs/x.py", "VERB"


def test_architecture_names_every_room_and_no_other() -> None:
    """The table of rooms is the list of what stands in the package."""
    rooms = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py"}
    rooms |= {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    told = [_quoted(room)[0] for room, _ in _rows(ROOT / "ARCHITECTURE.md", "## the rooms")]

    assert sorted(told) == sorted(rooms - {"__init__"})


def test_architecture_lists_the_rooms_bottom_to_top() -> None:
    """The order of the table is that of the layers contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(it["layers"] for it in contracts["contracts"] if it["id"] == "layers")
    height = {
        room.strip(): place
        for place, layer in enumerate(reversed(layers))
        for room in layer.split("|")
    }
    told = [_quoted(room)[0] for room, _ in _rows(ROOT / "ARCHITECTURE.md", "## the rooms")]
    heights = [height[room] for room in told if room != "__main__"]

    assert heights == sorted(heights)


def test_architecture_names_every_catalogue_and_no_other() -> None:
    """The table of what can be added is the list of catalogues, with the constants they read."""
    rows = _rows(ROOT / "ARCHITECTURE.md", "## what can be added")
    told = {(_quoted(create)[0], _quoted(bind)[0]) for _, create, bind, _ in rows}

    assert told == set(_catalogues())


def test_glossary_is_sorted() -> None:
    """A reader finds a word by the alphabet, once."""
    words = [row[0] for row in _rows(ROOT / "docs/glossary.md", "# Glossary")]

    assert words == sorted(set(words))


def test_glossary_names_every_public_class_of_the_world_and_of_play() -> None:
    """A noun in the code is a noun in the glossary; of the declared rules the nouns are Sigma's."""
    words = {row[0].replace(" ", "") for row in _rows(ROOT / "docs/glossary.md", "# Glossary")}
    nouns = {
        node.name
        for file in PACKAGE_FILES
        if file.room[0] in ("world", "play", "opensoc", "seeds")
        and not file.room[-1].startswith("declared")
        for node in file.tree.body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }

    assert {noun for noun in nouns if noun.lower() not in words} == set()


def test_glossary_leads_to_where_a_word_is_used() -> None:
    """The home of a word is a file that has the word in it."""
    lost = []
    for word, _, home in _rows(ROOT / "docs/glossary.md", "# Glossary"):
        said = (PACKAGE / _quoted(home)[0]).read_text("utf-8").lower()
        if word.replace(" ", "") not in re.sub(r"[\s_]", "", said):
            lost.append(word)

    assert lost == []


def test_every_verb_is_told() -> None:
    """A verb of the command line is named where users read."""
    told = "\n".join(map(_code, TOLD))
    untold = [
        verb for verb in catalog.names("watchfloor.cli.verbs") if f"watchfloor {verb}" not in told
    ]

    assert untold == []


@pytest.mark.parametrize("document", TOLD, ids=_short)
def test_no_verb_is_told_that_does_not_exist(document: Path) -> None:
    """A command in a document is one that the command line knows."""
    told = set(re.findall(r"\bwatchfloor ([a-z]+)", _code(document)))

    assert told <= set(catalog.names("watchfloor.cli.verbs"))


@pytest.mark.parametrize("document", TOLD, ids=_short)
def test_no_make_verb_is_told_that_does_not_exist(document: Path) -> None:
    """What a document says to make, the Makefile makes."""
    known = re.findall(r"^([a-z]+):.*##", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    told = set(re.findall(r"\bmake ([a-z]+)", _code(document)))

    assert told <= set(known)


@pytest.mark.parametrize(
    "document",
    [document for document in TOLD if any(it.mark == "runnable" for it in _blocks(document))],
    ids=_short,
)
def test_runnable_blocks_run(document: Path, tmp_path: Path) -> None:
    """A block that says it can be run ends well, and prints what the page says it prints."""
    commands = {"watchfloor": "-m watchfloor", "python": ""}
    (tmp_path / ".venv/bin").mkdir(parents=True)
    (tmp_path / "tests").symlink_to(ROOT / "tests")
    for name, arguments in commands.items():
        shim = tmp_path / ".venv/bin" / name
        shim.write_text(_SHIM.format(python=sys.executable, arguments=arguments))
        shim.chmod(0o755)
    printed, expected = "", []
    for block in _blocks(document):
        if "." in block.mark and "/" not in block.mark:
            (tmp_path / block.mark).write_text(block.text)
        elif block.mark == "runnable":
            done = subprocess.run(
                ["/bin/sh", "-ec", block.text],
                cwd=tmp_path,
                check=False,
                capture_output=True,
                text=True,
            )
            assert done.returncode == 0, done.stderr
            printed += done.stdout
        elif block.mark == "printed":
            expected.append(block.text)

    assert [text for text in expected if text not in printed] == []


def test_quoted_files_are_as_they_stand() -> None:
    """A block that names a file of the repository has its text."""
    stale = [
        block.mark
        for document in TOLD
        for block in _blocks(document)
        if "/" in block.mark and block.text != (ROOT / block.mark).read_text("utf-8")
    ]

    assert stale == []


def test_the_recipe_that_is_shown_loads_and_prices() -> None:
    """The recipe in the page on rewards pays the roles it names, share by share."""
    text = next(it.text for it in _blocks(ROOT / "docs/rewards.md") if it.language == "toml")
    recipe = reward.from_toml(text, tuple(GAME.roles), GAME.terms)
    setting = Setting("busy_gate", "watch", 7)
    rewards = play(GAME, Table(setting, recipe, dict.fromkeys(GAME.roles, "oracle"))).end.rewards

    assert {paid.role for paid in rewards if paid.shares} == set(recipe.tables)
    assert all(paid.total == sum(share.paid for share in paid.shares) for paid in rewards)
    assert all(paid.total == reward.ONE for paid in rewards)


def test_the_laws_that_are_told_are_those_of_conformance() -> None:
    """The page on games lists every law that conformance looks for, in its order."""
    told = [_quoted(row[0])[0] for row in _rows(ROOT / "docs/playing.md", "## the laws of a game")]

    assert told == [law.__name__ for law in conformance.LAWS]


def test_the_files_of_a_game_are_those_of_the_toy_game() -> None:
    """What a game is said to consist of is there to be copied."""
    told = [_quoted(row[0])[0] for row in _rows(ROOT / "docs/playing.md", "## a game")]
    missing = [name for name in told if not (ROOT / "tests/games/lookout" / name).exists()]

    assert told
    assert missing == []


def test_the_lines_of_a_trajectory_hold_what_is_told() -> None:
    """The page on determinism names every field of every line, but for the hash they all have."""
    rows = _rows(ROOT / "docs/determinism.md", "## the trajectory file")
    told = {_quoted(line)[0]: set(_quoted(holds)) for line, holds in rows}
    known = {
        str(line.__struct_config__.tag): {field.name for field in msgspec.structs.fields(line)}
        - {"hash"}
        for line in (Header, Turn, End, Close)
    }

    assert told == known


@pytest.mark.parametrize("document", DOCUMENTS, ids=_short)
def test_links_lead_somewhere(document: Path) -> None:
    """A link to a file of the repository, or to a heading of it, can be followed."""
    broken = []
    for link in _LINK.findall(document.read_text("utf-8")):
        place, _, anchor = link.partition("#")
        target = document.parent / place if place else document
        if "://" in link:
            continue
        if not target.exists() or (anchor and anchor not in _slugs(target)):
            broken.append(link)

    assert broken == []


def test_decisions_are_numbered_without_gaps() -> None:
    """Decision n is the nth file, and says its number in its title."""
    numbers = [path.name.partition("-")[0] for path in DECISIONS]
    titles = [path.read_text("utf-8").split(maxsplit=2)[1] for path in DECISIONS]

    assert numbers == [f"{place:04d}" for place in range(1, len(DECISIONS) + 1)]
    assert titles == numbers


@pytest.mark.parametrize("decision", DECISIONS, ids=_short)
def test_a_decision_has_context_decision_and_consequences(decision: Path) -> None:
    """A record says what was the case, what was decided and what follows, on half a page.

    Tables are evidence and may be longer.
    """
    text = decision.read_text("utf-8")
    headings = re.findall(r"^## (.+)$", text, re.MULTILINE)
    prose = [line for line in text.splitlines() if not line.startswith("|")]

    assert headings == ["context", "decision", "consequences"]
    assert len(" ".join(prose).split()) <= 400


@pytest.mark.parametrize("document", DOCUMENTS, ids=_short)
def test_documents_are_plain(document: Path) -> None:
    """No document has an emoji, a path of somebody's machine or a line too long to read."""
    text = document.read_text("utf-8")
    long = [line for line in text.splitlines() if len(line) > 120 and not line.startswith("|")]

    assert _EMOJI.findall(text) == []
    assert _ABSOLUTE.findall(text) == []
    assert long == []


@pytest.mark.parametrize("fragment", FRAGMENTS, ids=_short)
def test_a_fragment_is_one_sentence_for_one_section(fragment: Path) -> None:
    """A change is told in one sentence, in a file named after its section of the changelog."""
    section, ending = fragment.name.split(".")[1:]
    text = fragment.read_text("utf-8")

    assert (section in SECTIONS, ending) == (True, "md")
    assert re.fullmatch(r"[`A-Z][^\n]*[^.]\.\n", text)
    assert ". " not in text
    assert len(text.split()) <= 30


def test_the_readme_is_one_screen() -> None:
    """The first page is read at a glance, and has no badges."""
    text = (ROOT / "README.md").read_text("utf-8")

    assert len(text.splitlines()) <= 60
    assert "![" not in text


def test_the_citation_has_the_version() -> None:
    """What is cited is what is installed."""
    told = re.findall(r"^version: (.+)$", (ROOT / "CITATION.cff").read_text("utf-8"), re.MULTILINE)

    assert told == [__version__]
