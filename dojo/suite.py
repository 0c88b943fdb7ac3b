"""pytest with this repository's settings alone: no option or plugin of the learner's, no file of the folders above."""

import os
from collections.abc import Sequence

import pytest

from dojo.paths import ROOT

OURS = ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(ROOT)]


def run(words: Sequence[str], plugins: Sequence[object] = ()) -> int:
    """The exit code of pytest with these words and plugins; a plugin of another package is named with -p."""
    for name in [name for name in os.environ if name.startswith("PYTEST_")]:
        del os.environ[name]
    os.environ["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"
    return int(pytest.main([*OURS, *words], plugins=list(plugins)))
