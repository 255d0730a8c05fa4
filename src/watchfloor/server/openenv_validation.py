"""Validates an environment as OpenEnv does, with graders for what 0.10 names and does not grade.

`python -m watchfloor.server.openenv_validation FOLDER...`
"""

import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from unittest.mock import patch

from openenv.validation import runner  # pyright: ignore[reportMissingTypeStubs]  # annotated
from openenv.validation.graders import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    GraderRegistry,
    Subject,
)
from openenv.validation.manifest import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    NormalizedManifest,
)
from openenv.validation.policy import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    SeverityPolicy,
    load_policy,
)
from openenv.validation.report import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    CheckResult,
    ValidationReport,
    ValidationReportV2,
)
from openenv.validation.types import (  # pyright: ignore[reportMissingTypeStubs]  # annotated
    CheckStatus,
    Level,
    ProviderCapability,
)

from watchfloor.server.openenv_checks import CHECKS, Check, Problems, Trial
from watchfloor.server.openenv_packaging import PACKAGING
from watchfloor.server.openenv_process import LocalProcess, Running


@dataclass
class Grader:
    """One check of ours in the shape of the framework's."""

    check_id: str
    level: Level
    check: Callable[[Subject], Problems]
    requires_capabilities: frozenset[str] = frozenset()
    requires_provider: frozenset[ProviderCapability] = frozenset()
    depends_on: tuple[str, ...] = ()

    def applies_to(self, manifest: NormalizedManifest) -> bool:
        """Apply to every environment of ours."""
        del manifest
        return True

    def run(self, subject: Subject) -> CheckResult:
        """Return what the check finds in *subject*."""
        began = monotonic()
        problems = self.check(subject)
        return CheckResult(
            check_id=self.check_id,
            status=CheckStatus.FAIL if problems else CheckStatus.PASS,
            evidence=problems[:20] or ["it holds"],
            remediation="mend what is told in the evidence" if problems else None,
            duration_s=monotonic() - began,
        )


def _on_trial(check: Check) -> Callable[[Subject], Problems]:
    def found(subject: Subject) -> Problems:
        running = subject.running
        if not isinstance(running, Running):
            return ["the check needs a process of this machine"]
        probe = json.loads((subject.root / "validation" / "runtime.json").read_text("utf-8"))
        options = {"seed": probe["reset"]["seed"], **probe["reset"]["options"]}
        episode = {"reset": options, "actions": probe["actions"]}
        return check(Trial(subject.root, subject.manifest, running, episode))

    return found


def _on_files(check: Callable[[Path], Problems]) -> Callable[[Subject], Problems]:
    return lambda subject: check(subject.root)


def graders() -> list[Grader]:
    """Return our graders; the framework runs those of the two lower levels only."""
    after = ("runtime.startup",)
    running = [
        Grader(name, Level.RUNTIME, _on_trial(check), depends_on=after)
        for name, check in CHECKS.items()
    ]
    still = [Grader(name, Level.STATIC, _on_files(check)) for name, check in PACKAGING.items()]
    return [*still, *running]


def validated(root: Path) -> ValidationReport | ValidationReportV2:
    """Return the report on the environment in *root*, with our graders beside the framework's."""
    shipped = runner.default_grader_registry

    def registry(policy: SeverityPolicy) -> GraderRegistry:
        found = shipped(policy)
        for grader in graders():
            found.register(grader)
        return found

    with patch.object(runner, "default_grader_registry", registry):
        return runner.run_validation(  # pyright: ignore[reportUnknownMemberType]  # annotated in part
            root, max_level=Level.SEMANTIC, policy=load_policy("v2"), provider=LocalProcess(root)
        )


def main(folders: Sequence[str]) -> int:
    """Validate the environments in *folders*, print what was found, and say whether all is well."""
    failed = 0
    for folder in folders:
        for it in validated(Path(folder).resolve()).results:
            failed += it.status in (CheckStatus.FAIL, CheckStatus.ERROR)
            why = "" if it.status is CheckStatus.PASS else f": {it.evidence[0]}"
            sys.stdout.write(f"{folder} {it.check_id} {it.status.value}{why}\n")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
