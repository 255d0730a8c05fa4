"""What is collected here: all of it where unsloth is installed, and nothing elsewhere."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("unsloth") else ["test_*.py"]
