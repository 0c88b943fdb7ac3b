"""A command that may do anything: `python -m dojo.run.guard COMMAND…`. Whatever it starts ends with it, and it can end
nobody but this process."""

import signal
import subprocess
import sys

from dojo.run.nursery import PR_SET_CHILD_SUBREAPER, PR_SET_PDEATHSIG, prctl, sweep


def guarded(command: list[str]) -> list[str]:
    return [sys.executable, "-m", "dojo.run.guard", *command]


def main(command: list[str]) -> int:
    prctl(PR_SET_CHILD_SUBREAPER, 1)

    def with_me() -> None:
        prctl(PR_SET_PDEATHSIG, signal.SIGKILL)

    try:
        # preexec_fn: this process has one thread
        return subprocess.run(command, check=False, preexec_fn=with_me).returncode
    finally:
        sweep()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
