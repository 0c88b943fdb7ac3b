"""What an author is told: nox -s check, new and fixtures, in a copy of the katas."""

import ast
import re
import shutil

import pytest

from dojo.cli.prose import reflowed
from dojo.paths import ROOT
from dojo.spec.cases import kata
from dojo.spec.signature import WIDEST, one_line
from dojo.tests.test_commands import dojo


@pytest.fixture
def author(tmp_path):
    """A copy that has Python only."""
    for name in ("dojo", "python", "shared_tests", "data"):
        ignored = shutil.ignore_patterns("__pycache__", "peers", "drills")
        shutil.copytree(ROOT / name, tmp_path / name, ignore=ignored)
    return tmp_path


def theil_sen(copy):
    return copy / "shared_tests" / "katas" / "theil_sen"


def edit(path, old, new):
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))


def test_a_sound_kata_passes_every_step(author):
    code, output = dojo(author, "check", "theil_sen")
    assert code == 0, output
    assert "Traceback" not in output
    assert "  ok     the solution in Python passes" in output
    assert "WRONG" not in output


def test_a_case_that_contradicts_the_oracle_ends_the_check_and_is_not_drawn_on(author):
    fixtures = theil_sen(author) / "fixtures.json"
    edit(theil_sen(author) / "spec.toml", "\nm = 4\n", "\nm = 4.5\n")
    code, output = dojo(author, "check", "theil_sen")
    assert code == 1
    assert "theil_sen/median/five numbers, answered by the oracle: wrong" in output
    assert "all cases" not in output, "the first fault ends it"
    fixtures.write_text("[]\n")
    code, output = dojo(author, "fixtures", "theil_sen")
    assert code == 1
    assert "theil_sen/median/five numbers" in output
    assert "spec.toml" in output and "oracle.py" in output
    assert fixtures.read_text() == "[]\n"


@pytest.mark.parametrize(
    "file, old, new, words",
    [
        (
            "spec.toml",
            'needs = ["simple_linear_regression"]',
            'needs = ["simple_regression"]',
            "theil_sen/spec.toml: needs names simple_regression, and there is no such kata.",
        ),
        (
            "spec.toml",
            'needs = ["simple_linear_regression"]',
            "needs = []",
            "theil_sen/spec.toml: needs must name simple_linear_regression, whose functions a solution calls.",
        ),
        (
            "spec.toml",
            'formula = "m = ',
            f'formula = "{"m" * 80} = ',
            "theil_sen/spec.toml cannot be read: the formula of median takes 140 columns",
        ),
        ("oracle.py", "def median(", "def middling(", "has no function median."),
        (
            "fixtures.json",
            '"name": "odd"',
            '"name": "uneven"',
            "theil_sen/fixtures.json is not what spec.toml and oracle.py give",
        ),
        (
            "mistakes.toml",
            "[median]",
            '[median]\n"nothing is wrong" = ["n", "n"]',
            "theil_sen/mistakes.toml: [median] nothing is wrong: no case fails.",
        ),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_that_names_the_file(
    author, file, old, new, words
):
    edit(theil_sen(author) / file, old, new)
    code, output = dojo(author, "check", "theil_sen")
    assert code == 1
    assert words in " ".join(output.split()), output
    assert "Traceback" not in output


def test_a_formula_may_be_as_wide_as_the_formatter_allows():
    """A combining mark takes no column."""
    assert one_line("f", "x̄" * WIDEST) == "x̄" * WIDEST
    with pytest.raises(ValueError, match=f"takes {WIDEST + 1} columns"):
        one_line("f", "x" * (WIDEST + 1))
    with pytest.raises(ValueError, match="one line"):
        one_line("f", "x\ny")


def test_a_scaffold_has_every_section(author):
    code, output = dojo(
        author, "new", "local_fits", "loess(X[n,p], y[n], delta) -> w[p]"
    )
    assert code == 0, output
    written = author / "shared_tests" / "katas" / "local_fits"
    model = {heading(line) for line in readme("theil_sen").splitlines()}
    found = {heading(line) for line in (written / "README.md").read_text().splitlines()}
    assert model <= found, "the README of theil_sen has more sections"
    assert "`loess(X[n,p], y[n], delta) -> w[p]`" in (written / "README.md").read_text()
    names = {
        target.id
        for node in ast.parse((written / "oracle.py").read_text()).body
        if isinstance(node, ast.Assign)
        for target in node.targets
    }
    assert names == {"CERTIFICATES", "WELL_POSED", "ALTERNATIVES"}
    text = (written / "README.md").read_text()
    assert reflowed(text) == text, "one sentence per line"


def readme(name):
    return (kata(name).folder / "README.md").read_text()


def heading(line):
    """A section, or the number of a hint."""
    found = re.match(r"## .*|<details><summary>Hint \d", line)
    return found[0] if found else ""
