"""A compiled program in this very process: for work, not for grading, for a crash in it ends this process."""

import threading
from pathlib import Path
from typing import Any

from dojo.run.child import outcome
from dojo.run.results import Profile, Reply, Unavailable
from dojo.run.runner import opened
from dojo.spec.cases import Function


class Local:
    """What a Runner is to its callers, without a worker; inputs are not copied, and not watched."""

    def __init__(self, language: str, source: str | Path, profile: Profile) -> None:
        self.language, self.path, built = opened(language, source, profile)
        if not self.language.IN_PROCESS:
            raise Unavailable(
                f"{self.language.TITLE} cannot be opened in this process; leave out in_process."
            )
        self.source, self.broken = str(source), dict(built.broken)
        self.program = self.language.open(built.program)
        self.lock = threading.Lock()

    def call(self, function: Function, inputs: dict[str, Any]) -> Reply:
        """The Reply to inputs (name → value) that the signature has accepted."""
        outputs = function.signature.expect(inputs)
        with self.lock:
            return Reply(
                *outcome(self.program, function.name, [*inputs.values()], outputs)
            )

    def rebuild(self) -> None:
        raise Unavailable(
            "A program that was opened in this process stays as it is; load it anew without in_process."
        )

    def close(self) -> None:
        """It stays open as long as this process."""
