"""`bench -- ridge --katas`: the learner's programs beside the solutions of the same languages, and nothing more."""

from rich.console import Console

from dojo.bench import command, entries
from dojo.paths import ROOT
from dojo.run.language import languages
from dojo.spec.cases import functions, kata
from dojo.tests.typed import dojo

PYTHON = [languages()["python"]]


def test_only_the_languages_that_the_learner_wrote_take_part():
    labels = [label for label, *_ in entries.wanted(katas=True, only=PYTHON)]
    assert labels[:3] == ["Python", "Python again", "Python, yours"]
    assert not [each for each in labels if each.startswith(("C++", "Rust", "Julia"))]
    assert "numpy and scipy" in labels


def test_growth_curves_are_for_the_solutions():
    asked = [functions()["ridge"]]
    swept = [
        [any(problem.swept for problem in timed) for timed, _ in runs]
        for runs in (
            command.plans(asked, True, curves=True, in_full=False),
            command.plans(asked, True, curves=False, in_full=False),
        )
    ]
    assert swept == [[False, True], [False]]


def test_a_language_is_begun_with_the_first_function(tmp_path, monkeypatch):
    language = languages()["python"]
    monkeypatch.setattr(entries, "ranked", lambda: [language])
    monkeypatch.setattr(language, "folder", tmp_path)
    (tmp_path / "katas").mkdir()
    path = tmp_path / "katas" / "ridge.py"
    solution = (ROOT / "python" / "solutions" / "ridge.py").read_text("utf-8")
    ridge = [kata("ridge")]
    assert entries.begun(ridge) == []
    path.write_text(language.stub(solution))
    assert entries.begun(ridge) == []
    path.write_text(solution)
    assert entries.begun(ridge) == [language]


def test_without_a_terminal_every_step_is_a_line(capsys):
    with command.telling(Console(force_terminal=False)) as tell:
        tell("building")
        tell("probing")
    assert capsys.readouterr().out == "building\nprobing\n"


def test_stubs_are_not_timed(clone):
    code, output = dojo(clone, "bench", "ridge", "--katas")
    assert (code, output) == (1, "Nothing of ridge is written in any language yet.\n")
