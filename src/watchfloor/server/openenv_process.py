"""Validates an environment in a process of this machine, where no container engine is at hand."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from socket import socket
from tempfile import TemporaryDirectory
from time import monotonic, sleep
from typing import Any
from urllib.request import urlopen

from openenv.validation.manifest import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    ExecutionDeclaration,
)
from openenv.validation.providers import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    ExecResult,
    StartupError,
)
from openenv.validation.runtime.contracts import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    LaunchSpec,
)
from openenv.validation.types import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    ProviderCapability,
)

STARTED_WITHIN = 90.0
"""Seconds; on a busy machine the framework alone takes ten to load."""
NO_IMAGE = "sha256:" + "0" * 64


class Running:
    """A server of one environment, with a folder of its own to write to."""

    def __init__(self, root: Path, memory_mb: int) -> None:
        """Start the server of the environment in *root*."""
        self._home = TemporaryDirectory(prefix="watchfloor-")
        self.port = _free_port()
        self.base_url = f"http://127.0.0.1:{self.port}"
        self.memory_mb = memory_mb
        self._log = Path(self._home.name) / "log"
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "server.app"],
                cwd=root,
                env=_variables(self._home.name, self.port),
                stdout=log,
                stderr=log,
            )
        self._wait()

    def _wait(self) -> None:
        end = monotonic() + STARTED_WITHIN
        while monotonic() < end and self.process.poll() is None:
            try:
                with urlopen(f"{self.base_url}/health", timeout=5) as answer:  # noqa: S310  # of our own making
                    if answer.status == 200:
                        return
            except OSError:
                sleep(0.2)
        said = self.logs()
        self.stop()
        message = f"the server did not come up: {said[-400:]}"
        raise StartupError(message)

    def written(self) -> list[str]:
        """Return the files that the server has made, but for its log."""
        home = Path(self._home.name)
        return sorted(it.name for it in home.rglob("*") if it.is_file() and it != self._log)

    def megabytes(self) -> float:
        """Return the memory that the server has taken at most, where the system tells it."""
        try:
            status = Path(f"/proc/{self.process.pid}/status").read_text("utf-8")
        except OSError:
            return 0.0
        peak = next(line for line in status.splitlines() if line.startswith("VmHWM"))
        return int(peak.split()[1]) / 1024

    def inspect(self) -> dict[str, Any]:
        """Return what is known of the process."""
        return {"kind": "process", "peak_mb": self.megabytes()}

    def logs(self, max_bytes: int = 65_536) -> str:
        """Return the end of what the server has said."""
        return self._log.read_bytes()[-max_bytes:].decode("utf-8", "replace")

    def exec(self, argv: Sequence[str], timeout_s: float) -> ExecResult:
        """Run *argv* beside the server."""
        began = monotonic()
        done = subprocess.run(
            list(argv), check=False, capture_output=True, text=True, timeout=timeout_s
        )
        return ExecResult(done.returncode, done.stdout, done.stderr, monotonic() - began)

    def stop(self) -> None:
        """End the server, and remove its folder."""
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._home.cleanup()


class LocalProcess:
    """Starts an environment as a process; it isolates nothing, and says so by its capabilities."""

    name = "local-process"
    capabilities = frozenset({ProviderCapability.IMAGE_BUILD, ProviderCapability.EXEC})
    supported_network_modes = frozenset({"public", "no-network"})

    def __init__(self, root: Path) -> None:
        """Serve the environment in *root*."""
        self._root = root

    def build(self, root: Path, execution: ExecutionDeclaration) -> str:
        """Build nothing: the packages are those of this interpreter."""
        del root, execution
        return NO_IMAGE

    def start(self, spec: LaunchSpec) -> Running:
        """Start the server as *spec* says."""
        return Running(self._root, spec.resources.memory_mb)


def _variables(home: str, port: int) -> dict[str, str]:
    own = {"HOME": home, "GRADIO_TEMP_DIR": home, "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **own, "PYTHONHASHSEED": "0", "PORT": str(port)}


def _free_port() -> int:
    with socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port
