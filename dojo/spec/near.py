"""Which name was meant where there is none of this spelling."""

import difflib
from collections.abc import Iterable


def near(name: str, names: Iterable[str]) -> list[str]:
    """Those that may have been meant, the nearest first; three at most."""
    return difflib.get_close_matches(name, list(dict.fromkeys(names)), 3, cutoff=0.7)
