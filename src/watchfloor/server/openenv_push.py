"""Does all that `openenv push` does to an environment but the upload, and reads what would be sent.

`python -m watchfloor.server.openenv_push FOLDER...`
"""

import re
import shutil
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unittest.mock import patch

from openenv.cli.commands import push  # pyright: ignore[reportMissingTypeStubs]  # annotated

from watchfloor.server.openenv_packaging import Problems, manifest, spelled

NOBODY = "nobody"
MOST_BYTES = 1 << 30
"""What the build context of an image may hold."""


def staged(root: Path, folder: Path) -> dict[str, str]:
    """Put what `openenv push` would upload of *root* into *folder*; return the Space's variables.

    The command runs as it is, without the web interface of the framework, which our images do not
    open; in place of the hub there is *folder*.
    """
    variables: dict[str, str] = {}

    def upload(_repo_id: str, staging_dir: Path, *_: object, **__: object) -> None:
        shutil.copytree(staging_dir, folder, symlinks=True)

    def settings(_repo_id: str, told: dict[str, str], *_: object) -> None:
        variables.update(told)

    with (
        patch.object(push, "_ensure_hf_authenticated", return_value=NOBODY),
        patch.object(push, "_create_hf_space"),
        patch.object(push, "_upload_to_hf_space", upload),
        patch.object(push, "_apply_space_variables_and_secrets", settings),
    ):
        push.push(str(root), repo_id=f"{NOBODY}/{root.name}", no_interface=True)
    return variables


def problems(folder: Path) -> Problems:
    """Return what is wrong with the *folder* of a Space."""
    return [*_front(folder), *_image(folder), *_files(folder)]


def _front(folder: Path) -> Iterator[str]:
    """Look at what the hub reads at the top of the page."""
    found = re.match(r"---\n(.*?)\n---\n", (folder / "README.md").read_text("utf-8"), re.DOTALL)
    head: Any = spelled(found[1]) if found else {}
    for key, wanted in (("sdk", "docker"), ("app_port", manifest(folder)["port"])):
        if head.get(key) != wanted:
            yield f"README.md says {key} {head.get(key)!r}, expected {wanted!r}"
    if not head.get("title"):
        yield "README.md has no title"
    if "base_path" in head:
        yield "README.md has a base_path, at which the image serves nothing"
    if "openenv" not in head.get("tags", ()):
        yield "README.md lacks the tag 'openenv', by which the hub finds environments"


def _image(folder: Path) -> Iterator[str]:
    """Look at the Dockerfile where the hub looks for it, and for all that it copies."""
    file = folder / "Dockerfile"
    if not file.is_file():
        yield "there is no Dockerfile at the top"
        return
    said = file.read_text("utf-8").replace("\\\n", " ")
    port = manifest(folder)["port"]
    if f"\nEXPOSE {port}\n" not in said:
        yield f"the Dockerfile does not expose {port}, the port of the manifest"
    for words in re.findall(r"^COPY (?!--from)(.+)$", said, re.MULTILINE):
        yield from (
            f"the Dockerfile copies {name}, which would not be there"
            for name in words.split()[:-1]
            if not (folder / name).exists()
        )
    if not list(folder.glob("vendor/*.whl")):
        yield "there is no wheel in vendor/; run `python envs/make.py --wheels` first"


def _files(folder: Path) -> Iterator[str]:
    """Look for what nobody should upload."""
    size = 0
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_file():
            size += path.stat().st_size
            if path.name.startswith(".env") or path.suffix in (".pem", ".key", ".pyc"):
                yield f"{name} is not for others"
    if size > MOST_BYTES:
        yield f"it is {size:,} bytes, {MOST_BYTES:,} at most are taken"


def main(folders: Sequence[str]) -> int:
    """Stage the environments in *folders*, print what is wrong, and say whether all is well."""
    failed = 0
    for it in folders:
        with TemporaryDirectory() as place:
            space = Path(place) / "space"
            variables = staged(Path(it).resolve(), space)
            found = problems(space)
            files = [path for path in space.rglob("*") if path.is_file()]
        failed += len(found)
        sys.stdout.writelines(f"{it}: {problem}\n" for problem in found)
        told = f"{it}: {len(files)} files and {len(variables)} variables would be uploaded\n"
        sys.stdout.write(told if not found else f"{it}: not ready, {len(found)} problems\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
