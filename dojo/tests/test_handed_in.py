"""What lies in a learner's folder or bundle: which files are taken for katas, and what is said where there are none."""

import pytest

from dojo.cli import grade_all
from dojo.teach import handed_in
from dojo.teach.handed_in import NotGraded
from dojo.tests.handing_in import PYTHON, git, hand_in, needs_git, repository, works


def test_the_home_of_katas_is_found_wherever_it_lies(tmp_path):
    own = tmp_path / "ada"
    hand_in(own / "regression-kata-main" / "python" / "katas")
    hand_in(own / "regression-kata-main" / "python" / "solutions", "ridge")
    hand_in(own / "old")
    hand_in(own / "old", "ridge")
    (work,) = works(tmp_path, own)
    assert (work.language, work.katas) == (PYTHON, ("matrix_products",))


def test_what_is_asked_for_is_to_do_where_it_is_missing(tmp_path):
    hand_in(tmp_path / "ada")
    (work,) = works(tmp_path, tmp_path / "ada", ["ols_normal_equations"])
    assert work.katas == ("ols_normal_equations",)
    stubs = {"cholesky_solve.py", "ols_normal_equations.py"}
    assert {path.name for path in work.folder.iterdir()} >= stubs
    assert (work.folder / "cholesky_solve.py").read_text() == PYTHON.stub_of(
        "cholesky_solve"
    )


def test_a_folder_that_cannot_be_read_says_so(tmp_path, monkeypatch):
    def closed(folder, onerror):
        onerror(PermissionError(13, "Permission denied", str(folder)))
        yield from ()

    monkeypatch.setattr(handed_in.os, "walk", closed)
    (tmp_path / "ada").mkdir()
    with pytest.raises(NotGraded, match=r"^ada cannot be read \(Permission denied\)"):
        works(tmp_path, tmp_path / "ada")


@needs_git
def test_a_bundle_of_some_commits_is_completed_from_this_repository(
    tmp_path, monkeypatch
):
    fork, bundle = tmp_path / "fork", tmp_path / "ada.bundle"
    repository(fork)
    git(fork, "bundle", "create", str(bundle), "mine~1..mine")
    monkeypatch.setattr(handed_in, "ROOT", fork)
    assert works(tmp_path, bundle)[0].katas == ("matrix_products",)
    repository(tmp_path / "other")
    monkeypatch.setattr(handed_in, "ROOT", tmp_path / "other")
    with pytest.raises(NotGraded, match="prerequisite"):
        works(tmp_path, bundle)


def test_two_of_one_name_are_told_apart(tmp_path):
    (tmp_path / "ada").mkdir()
    for name in ("ada.bundle", "bob.bundle", ".hidden"):
        (tmp_path / name).touch()
    assert [*handed_in.learners(tmp_path)] == ["ada", "ada.bundle", "bob"]


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda folder: None, "is no folder; give the one"),
        (lambda folder: folder.mkdir(), "is empty; it should hold"),
        (hand_in, "holds matrix_products.py itself; give the folder above it"),
    ],
)
def test_a_folder_that_holds_no_learners_is_refused(tmp_path, make, reason):
    make(tmp_path / "folder")
    with pytest.raises(SystemExit, match=reason):
        grade_all.main([str(tmp_path / "folder")])
