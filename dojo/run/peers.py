"""What a peer, a library behind the signatures of the katas, states about itself: in a comment, where its language is not Python."""

import ast
import re
from pathlib import Path


def beyond(path: Path) -> set[str]:
    """The cases that a peer is known to fail: the keys of its BEYOND."""
    return set(stated(path, "BEYOND"))


def other(path: Path) -> set[str]:
    """The functions for which a peer has another algorithm, of which the workload's limit says nothing: its OTHER."""
    return set(stated(path, "OTHER"))


def stated(path: Path, name: str) -> dict[str, str]:
    """A table that a peer states, {what: why}."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    text = re.sub(r"^(//|#) ?", "", text, flags=re.MULTILINE)
    found = re.search(rf"^{name} = (\{{.*?\}})$", text, re.MULTILINE | re.DOTALL)
    return ast.literal_eval(found[1]) if found else {}
