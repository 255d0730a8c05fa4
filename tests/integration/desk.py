"""A folder of files as users leave them: good, cut, empty, binary, and games that do not work."""

from pathlib import Path

import tapes

RECIPES = {
    "mine": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = 1\n',
    "no_name": "[[keeper]]\n",
    "no_toml": "name = \n",
    "nobody": 'name = "mine"\n',
    "role": 'name = "mine"\n[[keper]]\nterm = "decided_right"\nweight = 1\n',
    "key": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nwieght = 1\n',
    "term": 'name = "mine"\n[[keeper]]\nterm = "decided_rihgt"\nweight = 1\n',
    "no_term": 'name = "mine"\n[[keeper]]\nweight = 1\n',
    "no_weight": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\n',
    "word": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = "much"\n',
    "huge": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = 1e99999999\n',
    "long": f'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = {"9" * 5000}\n',
    "nan": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = nan\n',
    "kind": 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = 1\nkind = "gift"\n',
    "deep": f'name = "mine"\nkeeper = {"[" * 5000}\n',
    "flat": 'name = "mine"\nkeeper = 1\n',
    "shipped": 'name = "standard"\n[[keeper]]\nterm = "decided_right"\nweight = 1\n',
    "elsewhere": 'name = "mine"\n[[keeper]]\nterm = "pointed_right"\nweight = 1\n',
}
"""Recipes, of which the first is good."""

GAMES = {
    "syntax_game": "GAME = (\n",
    "import_game": "import nowhere_to_be_found\n",
    "name_game": "\n\nGAME = undefined\n",
    "exit_game": "raise SystemExit(0)\n",
    "failing_game": "GAME = 1 / 0\n",
    "speaking_game": 'raise ValueError("one\\ntwo\\n\\x1b[31mthree")\n',
    "null_game": "GAME = None\0\n",
    "empty_game": "",
    "wrong_game": "GAME = 7\n",
    "shelf_game": (
        "from watchfloor.catalog import load\n"
        "from watchfloor.play.role import Role\n"
        'GAME = load("watchfloor.world.rules", "RULE", Role)\n'
    ),
    "dotted.game": "GAME = 7\n",
    "json": "GAME = 7\n",
}
"""Games that cannot be played, by folder, with their `game.py`."""


def lay(folder: Path) -> Path:
    """Put everything into *folder* and return it."""
    lines = tapes.record(folder / "whole.jsonl")
    raw = b"".join(lines)
    files = {
        "empty.jsonl": b"",
        "cut.jsonl": raw[: len(raw) // 2],
        "begun.jsonl": lines[0][:100],
        "stopped.jsonl": b"".join(lines[:-1]),
        "changed.jsonl": raw.replace(b'"status":"refused"', b'"status":"ok"'),
        "binary.jsonl": bytes(range(256)) * 20,
        "latin.jsonl": "caf\u00e9\n".encode("latin-1"),
        "prose.jsonl": b"Dear reader,\n",
        "other.jsonl": b'{"a":1}\n',
        "deep.jsonl": b'{"line":"turn","x":' + b"[" * 100_000 + b"\n",
        "endless.jsonl": b"x" * (1 << 24) + b"\n",
        "coloured.jsonl": b'{"line":"\\u001b[31m\\nred"}\n',
        "latin.toml": 'name = "caf\u00e9"\n'.encode("latin-1"),
        "binary.toml": bytes(range(256)),
        "large.toml": b"#" * (1 << 21),
        **{f"{name}.toml": text.encode() for name, text in RECIPES.items()},
    }
    for name, content in files.items():
        (folder / name).write_bytes(content)
    for name, code in GAMES.items():
        (folder / name).mkdir()
        (folder / name / "game.py").write_text(code, "utf-8")
    (folder / "folder").mkdir()
    return folder


def contents(folder: Path) -> dict[str, bytes]:
    """Return what stands in every file of *folder*, but for what Python compiles."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "__pycache__" not in path.parts
    }
