"""What learners hand in, for tests: kata files, and forks as git repositories."""

import shutil
import subprocess

import pytest

from dojo.run.language import languages
from dojo.teach import handed_in

PYTHON = languages()["python"]
LOOP = "while True: pass\n"
needs_git = pytest.mark.skipif(not shutil.which("git"), reason="There is no git here.")


def hand_in(folder, kata="matrix_products", right="", wrong="", head=""):
    """A solution as somebody's kata file."""
    text = PYTHON.file("solutions", kata).read_text()
    assert right in text
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{kata}.py").write_text(
        head + (text.replace(right, wrong) if right else text)
    )


def git(folder, *words):
    who = ["-c", "user.name=a", "-c", "user.email=a@b.c"]
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def repository(folder):
    """A fork's history of two commits on the branch `mine`; the second has the kata."""
    folder.mkdir()
    git(folder, "init", "-b", "mine")
    git(folder, "commit", "--allow-empty", "-m", folder.name)
    hand_in(folder / "python" / "katas")
    git(folder, "add", ".")
    git(folder, "commit", "-m", "two")


def works(tmp_path, path, asked=()):
    """What of a learner's folder or bundle is graded."""
    place = tmp_path / "copies"
    return handed_in.works("ada", path, place, list(languages().values()), list(asked))
