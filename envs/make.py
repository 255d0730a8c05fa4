"""Writes what is generated of the environments: probes, oracles, canaries and pinned packages.

`python envs/make.py` plays the oracle and the lazy ones and writes `validation/` anew. With
`--packages` it asks the package index for what the image installs, with hashes; with `--wheels` it
puts the wheel of this checkout where the image build finds it.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

from watchfloor.agents import games
from watchfloor.codec import canonical
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play

HERE = Path(__file__).parent
PROJECT = tomllib.loads((HERE.parent / "pyproject.toml").read_text("utf-8"))["project"]
NEEDED = (*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["server"])
"""What the wheel asks for where it serves."""
SEED = 7
SCENARIOS = {"opensoc": ("stage1_basic", "stage3_mixed"), "logsentinel": ("easy", "medium")}
"""Those that the oracle is recorded on; the first is that of the probe."""
LAZY = {
    "opensoc": ("always_dismiss", "always_block"),
    "logsentinel": ("sleep", "report_now", "restart_all", "stall"),
}
"""Those that earn nothing, each on the probe's scenario."""


def episode(name: str, scenario: str, policy: str) -> dict[str, Any]:
    """Return what *policy* does in every seat of game *name*, as a client would send it."""
    game = games.find(name)
    setting = Setting(scenario, game.modes[0], SEED)
    table = Table(setting, game.recipes["standard"], dict.fromkeys(game.roles, policy))
    played = play(game, table)
    last = played.turns[-1].role
    return {
        "policy": policy,
        "reset": {"seed": SEED, "scenario": scenario, "changes": True},
        "actions": [json.loads(turn.reply) for turn in played.turns],
        "reward": played.reward(last).total / ONE,
    }


def probe(name: str) -> dict[str, Any]:
    """Return what the validation of OpenEnv plays: an ordinary episode, a hundred moves at most."""
    found = episode(name, SCENARIOS[name][0], "heuristic")
    options = {key: value for key, value in found["reset"].items() if key != "seed"}
    reset = {"episode_id": "probe-1", "seed": SEED, "options": options}
    return {"plan_schema_version": "1", "reset": reset, "actions": found["actions"][:100]}


def files(name: str) -> dict[str, bytes]:
    """Return what is generated below `validation` of game *name*."""
    solved = [episode(name, scenario, "oracle") for scenario in SCENARIOS[name]]
    lazy = [episode(name, SCENARIOS[name][0], policy) for policy in LAZY[name]]
    nonsense = {**lazy[0], "policy": "nonsense", "actions": [{"reply": "I give up."}]}
    if name == "opensoc":
        lazy.append({**nonsense, "reward": -1.1})
    return {
        "runtime.json": canonical(probe(name)) + b"\n",
        "oracle.jsonl": b"".join(canonical(it) + b"\n" for it in solved),
        "canaries.jsonl": b"".join(canonical(it) + b"\n" for it in lazy),
    }


def packages() -> str:
    """Return every package that the image installs, pinned, with the digests of its files."""
    command = [sys.executable, "-m", "pip", "install", "--dry-run", "--quiet", "--ignore-installed"]
    command += ["--only-binary", ":all:", "--report", "-", *NEEDED]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    pinned = []
    for it in json.loads(done.stdout)["install"]:
        digest = it["download_info"]["archive_info"]["hashes"]["sha256"]
        name, version = it["metadata"]["name"].lower(), it["metadata"]["version"]
        pinned.append(f"{name}=={version} --hash=sha256:{digest}\n")
    return (
        "# for CPython 3.11 on x86-64 Linux; made by `python envs/make.py --packages`\n"
        + "".join(sorted(pinned))
    )


def wheel(folder: Path) -> None:
    """Put the wheel of this checkout into *folder*."""
    shutil.rmtree(folder, ignore_errors=True)
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir"]
    subprocess.run([*command, str(folder), str(HERE.parent)], check=True)


def main(words: list[str]) -> None:
    """Write what *words* ask for."""
    pinned = packages() if "--packages" in words else ""
    for name in SCENARIOS:
        home = HERE / name
        if pinned:
            (home / "server" / "requirements.txt").write_text(pinned, "utf-8")
        if "--wheels" in words:
            wheel(home / "vendor")
        for file, text in files(name).items():
            (home / "validation" / file).write_bytes(text)


if __name__ == "__main__":
    main(sys.argv[1:])
