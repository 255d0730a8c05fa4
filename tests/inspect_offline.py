"""The command `inspect` as it is installed, on a machine without a network.

The mock model of the library counts its tokens with a vocabulary that is fetched. Here a token is a
byte, so that nothing has to be.
"""

import sys
from importlib.metadata import entry_points

import tiktoken
from tiktoken import registry

BYTES = tiktoken.Encoding(
    "o200k_base",
    pat_str="(?s).",
    mergeable_ranks={bytes([byte]): byte for byte in range(256)},
    special_tokens={},
)

if __name__ == "__main__":
    registry.ENCODINGS[BYTES.name] = BYTES
    (command,) = entry_points(group="console_scripts", name="inspect")
    sys.exit(command.load()())
