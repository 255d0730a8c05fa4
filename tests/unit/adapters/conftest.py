"""What is collected here: of the libraries too heavy for every install, those that are there."""

from importlib.util import find_spec

HEAVY = {"test_inspect.py": "inspect_ai", "test_verifiers.py": "verifiers"}

collect_ignore = [test for test, library in HEAVY.items() if find_spec(library) is None]
