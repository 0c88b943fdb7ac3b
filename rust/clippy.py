"""cargo clippy on the solutions and on the fast tier, as they are built: `nox -s lint` runs it."""

import subprocess
import sys

from dojo.run import build
from dojo.run.language import FAST, languages
from dojo.run.results import Profile


def main() -> int:
    """The number of sources in which clippy finds something."""
    rust, found = languages()["rust"], 0
    for name in ("solutions", FAST):
        source = rust.source(name)
        rust.build(source, Profile.CHECKED)
        stage = build.folder(rust, source, Profile.CHECKED)
        command = ["cargo", "clippy", "--quiet", "--offline", "--", "-D", "warnings"]
        found += bool(subprocess.run(command, cwd=stage, check=False).returncode)
    return found


if __name__ == "__main__":
    sys.exit(main())
