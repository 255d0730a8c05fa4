"""What is collected here: all of it where TRL is installed, and nothing elsewhere."""

from importlib.util import find_spec

collect_ignore_glob = [] if find_spec("trl") else ["test_*.py", "two_processes.py"]
