"""Plays what the oracle recorded against a server, and prints what it earned.

`python solve.py ws://HOST:PORT/ws`
"""

import json
import sys
from pathlib import Path

from websockets.sync.client import connect


def main(address: str) -> None:
    """Play every line of `oracle.jsonl` at *address*."""
    lines = Path(__file__).with_name("oracle.jsonl").read_text("utf-8").splitlines()
    with connect(address, compression=None, max_size=None) as line:
        for recorded in map(json.loads, lines):
            print(played(line, recorded))


def played(line, recorded) -> float:
    """Return the reward of the episode that is *recorded*."""
    frames = [("reset", recorded["reset"]), *(("step", it) for it in recorded["actions"])]
    told = {}
    for kind, fields in frames:
        line.send(json.dumps({"type": kind, "data": fields}))
        told = json.loads(line.recv())["data"]
    return told["reward"]


if __name__ == "__main__":
    main(sys.argv[1])
