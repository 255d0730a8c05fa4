"""What can be seen of an environment's package without building it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

Problems = list[str]

EXPECTED = (
    "openenv.yaml",
    "pyproject.toml",
    "README.md",
    "discovery.json",
    "__init__.py",
    "client.py",
    "models.py",
    "server/__init__.py",
    "server/app.py",
    "server/Dockerfile",
    "server/requirements.txt",
    "validation/runtime.json",
    "validation/oracle.jsonl",
    "validation/canaries.jsonl",
)
LABELS = ("title", "version", "licenses", "description")
_PINNED = re.compile(r"[a-z0-9._-]+(\[[a-z,]+\])?==\S+ --hash=sha256:[0-9a-f]{64}")


def _dockerfile(root: Path) -> str:
    return (root / "server/Dockerfile").read_text("utf-8")


def _layout(root: Path) -> Problems:
    return [f"there is no {name}" for name in EXPECTED if not (root / name).is_file()]


def _dependencies(root: Path) -> Problems:
    lines = (root / "server/requirements.txt").read_text("utf-8").splitlines()
    loose = [it for it in lines if not it.startswith("#") and not _PINNED.fullmatch(it)]
    is_asked = "--require-hashes" in _dockerfile(root)
    return [*(f"{it!r} is not pinned" for it in loose), *([] if is_asked else ["hashes unasked"])]


def _image(root: Path) -> Problems:
    said = _dockerfile(root)
    users = re.findall(r"^USER (\S+)$", said, re.MULTILINE)
    wanted = {
        "the image runs as root": bool(users) and not users[-1].startswith(("0", "root")),
        "the image has no health check": "HEALTHCHECK" in said,
        "the image declares a volume": "\nVOLUME" not in said,
        "the image fetches from anywhere": "\nADD " not in said and "curl" not in said,
        "the image holds a secret": not re.search(r"(?i)(token|secret|password|key)=\S", said),
    }
    return [problem for problem, is_so in wanted.items() if not is_so]


def _labels(root: Path) -> Problems:
    said = _dockerfile(root)
    return [
        f"there is no label {name}"
        for name in LABELS
        if f"org.opencontainers.image.{name}=" not in said
    ]


def manifest(root: Path) -> Any:  # noqa: ANN401  # YAML of any shape
    """Return the manifest of the environment in *root*."""
    return spelled((root / "openenv.yaml").read_text("utf-8"))


def spelled(text: str) -> Any:  # noqa: ANN401  # YAML of any shape
    """Return what *text* spells in YAML."""
    return yaml.safe_load(text)


def _declared(*path: str) -> Callable[[Path], Problems]:
    """Return the check that the manifest declares something at *path*."""

    def check(root: Path) -> Problems:
        held: object = manifest(root)
        for name in path:
            held = held.get(name) if isinstance(held, dict) else None  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]  # of any shape
        return [] if held else [f"the manifest does not declare {'.'.join(path)}"]

    return check


PACKAGING: dict[str, Callable[[Path], Problems]] = {
    "static.layout": _layout,
    "static.dependency_pinning": _dependencies,
    "static.image_hygiene": _image,
    "static.oci_labels": _labels,
    "static.resource_declaration": _declared("validation", "resources", "memory_mb"),
    "static.timeout_ceiling": _declared("validation", "resources", "episode_timeout_s"),
    "static.task_distribution_pinning": _declared("validation", "task_distribution"),
}
"""All that 0.10 names but `sbom` and `reproducible_build`, which need an image."""
