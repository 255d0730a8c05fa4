"""The declared rules and policy of the package, read from its files."""

from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from watchfloor.errors import UnreadableFile
from watchfloor.opensoc.declared import Declaration

POLICY = "policy.yml"


def folder() -> Traversable:
    """Return the folder that holds a file for each rule, and the policy."""
    return resources.files("watchfloor.opensoc") / "sigma"


def documents(file: Traversable) -> list[dict[str, object]]:
    """Return the documents that *file* holds, one after the other."""
    try:
        import yaml  # noqa: PLC0415  # an optional package, for audits only
    except ImportError:
        message = f"{file.name} is YAML, which needs another package; install 'watchfloor[audit]'"
        raise UnreadableFile(message) from None
    try:
        found = list(yaml.safe_load_all(file.read_text("utf-8")))
    except (OSError, ValueError, yaml.YAMLError) as error:
        message = f"{file.name} is no YAML file that can be read: {error}"
        raise UnreadableFile(message) from None
    if not found or not all(isinstance(document, dict) for document in found):
        message = f"{file.name} holds no documents, expected keys with values"
        raise UnreadableFile(message)
    return found


def by_file() -> dict[str, list[dict[str, object]]]:
    """Return the documents of each rule, by the name of its file."""
    files = sorted(folder().iterdir(), key=lambda file: file.name)
    return {
        file.name.removesuffix(".yml"): documents(file)
        for file in files
        if file.name.endswith(".yml") and file.name != POLICY
    }


@cache
def declaration() -> Declaration:
    """Return the rules and the policy of the package, read once."""
    rules = [document for found in by_file().values() for document in found]
    (policy,) = documents(folder() / POLICY)
    return Declaration(rules, policy)
