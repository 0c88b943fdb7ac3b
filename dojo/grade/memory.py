"""What katas were worth when they were last graded: a file of build/, for the map and for what is shown."""

import hashlib
from pathlib import Path

from dojo.paths import BUILD, read_json
from dojo.run.language import Language, languages


def remembered(language: Language) -> dict[str, tuple[str, str]]:
    """kata → (its last verdict, the fingerprint of the file that was graded)."""
    known = read_json(memory(language), {})
    return {
        k: tuple(v) for k, v in known.items() if isinstance(v, list) and len(v) == 2
    }


def green_in(name: str) -> list[Language]:
    """The languages in which a kata was done when it was last graded."""
    return [
        l
        for l in languages().values()
        if remembered(l).get(name, ("", ""))[0] == "done"
    ]


def memory(language: Language) -> Path:
    return BUILD / language.name / "verdicts.json"


def fingerprint(path: Path) -> str:
    """Tells whether a file is still the one that was graded."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
