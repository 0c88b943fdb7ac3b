"""Where things are: the repository and its two ignored folders."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
KATAS = ROOT / "shared_tests" / "katas"
DATA = ROOT / "data"
BUILD = (
    ROOT / "build"
)  # whatever can be made again: compiled katas, an own Julia, failed instances
ATTEMPTS = ROOT / "attempts"  # what learners wrote and then reset: never deleted
