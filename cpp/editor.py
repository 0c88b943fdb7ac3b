"""compile_commands.json, for an editor and its language server: each kata with the options that grade it."""

import json

from dojo.paths import ROOT, shown, write
from dojo.run.language import Language
from dojo.run.results import Profile

from . import toolchain


def write_commands(language: Language) -> None:
    """Written anew where it is not as the files have it; git ignores it."""
    options = toolchain.command(Profile.CHECKED)
    entries = [
        {
            "directory": str(ROOT),
            "file": shown(path),
            "arguments": [*options, "-c", shown(path)],
        }
        for source in ("katas", "solutions", "fast", "peers")
        for path in sorted((language.folder / source).glob(f"*{language.SUFFIX}"))
    ]
    text = json.dumps(entries, indent=1) + "\n"
    write(language.folder, {"compile_commands.json": text})
