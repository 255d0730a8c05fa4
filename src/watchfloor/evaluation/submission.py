"""A run as one file to hand over: results, trajectories, manifest, and a hash of each.

The same run comes to the same bytes. Where all policies are shipped, the trajectories can be left
out: whoever verifies it plays them anew.
"""

import gzip
import io
import re
import tarfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO

import msgspec

from watchfloor.errors import BadInput, UnreadableFile
from watchfloor.evaluation import store
from watchfloor.evaluation.run import MANIFEST, RESULTS, TRAJECTORIES, Run, readable

HASHES = "hashes.json"
LARGEST = 8 << 30
"""Bytes of a submission, unpacked."""
MOST_FILES = 100_000
_NAMES = re.compile(
    rf"{re.escape(MANIFEST)}|{re.escape(RESULTS)}|{re.escape(HASHES)}"
    rf"|{TRAJECTORIES}/[a-z0-9_][a-z0-9_.-]{{0,150}}\.jsonl\.gz"
)
_LOCAL = ("endpoint",)
"""What of a machine is nobody's business."""


def pack(run: Run, path: Path, *, has_trajectories: bool = True) -> int:
    """Put the finished *run* into one file at *path*, and return its size."""
    if not run.is_finished:
        message = f"{str(run.path)!r} is not finished; {run.go_on}"
        raise BadInput(message)
    brought = [name for name, it in run.manifest.everybody() if it.kind != "shipped"]
    if brought and not has_trajectories:
        message = (
            f"{brought[0]!r} is not shipped, so nobody can play it anew; "
            "leave --without-trajectories out"
        )
        raise BadInput(message)
    files = sorted(_files(run, has_trajectories=has_trajectories))
    hashes = {name: sha256(held).hexdigest() for name, held in _contents(run, files)}
    with (
        store.replaced(path) as file,
        gzip.GzipFile("", "wb", fileobj=file, mtime=0) as squeezed,
        tarfile.open(fileobj=squeezed, mode="w", format=tarfile.USTAR_FORMAT) as tar,
    ):
        _add(tar, HASHES, readable(hashes))
        for name, held in _contents(run, files):
            _add(tar, name, held)
    return path.stat().st_size


def _files(run: Run, *, has_trajectories: bool) -> Iterator[str]:
    yield from (MANIFEST, RESULTS)
    if has_trajectories:
        yield from (piece.file for piece in run.pieces())


def _contents(run: Run, names: list[str]) -> Iterator[tuple[str, bytes]]:
    """Return what each of the files *names* holds; of the manifest, what others may know."""
    for name in names:
        if name == MANIFEST:
            made = {key: it for key, it in run.stamped.made.items() if key not in _LOCAL}
            yield name, readable(msgspec.structs.replace(run.stamped, made=made))
        else:
            yield name, (run.path / name).read_bytes()


def _add(tar: tarfile.TarFile, name: str, held: bytes) -> None:
    """Put a file into *tar* that is nobody's and of no time."""
    told = tarfile.TarInfo(name)
    told.size = len(held)
    tar.addfile(told, io.BytesIO(held))


@contextmanager
def unpacked(path: Path) -> Generator[Run]:
    """Return the run in the submission, or the folder, at *path*, for as long as it is needed."""
    if path.is_dir():
        yield Run(path)
        return
    with TemporaryDirectory() as folder:
        _unpack(path, Path(folder))
        yield Run(Path(folder))


def _unpack(path: Path, folder: Path) -> None:
    (folder / TRAJECTORIES).mkdir()
    try:
        with tarfile.open(path, "r:gz") as tar:
            found = dict(_taken(tar, path, folder))
    except (OSError, tarfile.TarError, EOFError, zlib.error) as error:
        message = f"{str(path)!r} is no submission ({store.cause(error)}); give what `submit` wrote"
        raise UnreadableFile(message) from None
    try:
        hashes = msgspec.json.decode((folder / HASHES).read_bytes(), type=dict[str, str])
    except (OSError, msgspec.DecodeError) as error:
        message = f"{str(path)!r} has no hashes of its files ({error}); give what `submit` wrote"
        raise UnreadableFile(message) from None
    for name in sorted({*hashes, *found} - {HASHES}):
        if hashes.get(name) != found.get(name):
            message = f"{name} in {str(path)!r} is not the file whose hash was packed with it"
            raise UnreadableFile(message)


def _taken(tar: tarfile.TarFile, path: Path, folder: Path) -> Iterator[tuple[str, str]]:
    """Write what is in *tar* into *folder*, and return the hash of each file by its name."""
    size, seen = 0, set[str]()
    for count, member in enumerate(tar, start=1):
        size += member.size
        if count > MOST_FILES or size > LARGEST:
            message = f"{str(path)!r} holds more than a submission may; send a smaller run"
            raise UnreadableFile(message)
        source = tar.extractfile(member) if member.isreg() else None
        if source is None or member.name in seen or not _NAMES.fullmatch(member.name):
            message = f"{str(path)!r} holds {member.name!r}, which is no file of a submission"
            raise UnreadableFile(message)
        seen.add(member.name)
        with (folder / member.name).open("xb") as file:
            yield member.name, _copied(source, file)


def _copied(source: IO[bytes], file: IO[bytes]) -> str:
    hashed = sha256()
    while block := source.read(1 << 20):
        hashed.update(block)
        file.write(block)
    return hashed.hexdigest()
