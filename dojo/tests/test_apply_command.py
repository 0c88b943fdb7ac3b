"""`apply` and `predict` as their user sees them: the terminal, the files, the page."""

import shutil

import pytest

pytest.importorskip("altair")

from dojo.apply import command, console
from dojo.cli import apply, predict
from dojo.paths import DATA

CHROMIUM = shutil.which("chromium")


@pytest.fixture
def place(tmp_path, monkeypatch):
    """A folder with a table, where the results go too."""
    for module in (command, console):
        monkeypatch.setattr(module, "OUT", tmp_path / "out")
    monkeypatch.setenv("COLUMNS", "80")
    shutil.copy(DATA / "diabetes.csv", tmp_path / "diabetes.csv")
    return tmp_path


def said(capsys):
    out, err = capsys.readouterr()
    assert all(len(line) <= 80 for line in out.splitlines()), out
    return " ".join((out + err).split())


def test_a_look_writes_a_recipe_and_says_how_to_go_on(place, capsys):
    assert apply.main([str(place / "diabetes.csv")]) == 0
    words = said(capsys)
    assert "442 rows, 11 columns" in words
    assert "explain more than 90 % of each" in words
    assert "--target target" in words
    assert (place / "diabetes.recipe.toml").exists()
    assert not (place / "out").exists()


def test_the_recipe_of_the_learner_is_never_written_over(place):
    apply.main([str(place / "diabetes.csv")])
    recipe = place / "diabetes.recipe.toml"
    text = recipe.read_text().replace(
        '[columns.age]\nkind = "number"', '[columns.age]\nkind = "leave out"'
    )
    recipe.write_text(text)
    assert (
        apply.main(
            [
                str(place / "diabetes.csv"),
                "--target",
                "target",
                "--solutions",
                "--lam",
                "0.1",
            ]
        )
        == 0
    )
    assert recipe.read_text() == text
    used = (place / "out" / "diabetes" / "recipe.toml").read_text()
    assert 'target = "target"' in used and 'kind = "leave out"' in used


def test_a_fit_tells_its_worth_and_a_model_predicts(place, capsys):
    words = [str(place / "diabetes.csv"), "--target", "target", "--solutions"]
    assert apply.main([*words, "--model", "lasso"]) == 0
    text = said(capsys)
    for word in (
        "lasso",
        "in Python",
        "Better than the mean, beyond chance",
        "this is the optimum",
        "1se",
    ):
        assert word in text
    out = place / "out" / "diabetes"
    names = {"report.html", "model.json", "card.md", "predictions.csv", "recipe.toml"}
    assert {p.name for p in out.iterdir()} == names
    assert predict.main([str(out / "model.json"), str(place / "diabetes.csv")]) == 0
    assert "442 rows written" in said(capsys)
    header = (out / "diabetes.predictions.csv").read_text().splitlines()[0]
    assert header.endswith("target,predicted target")


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        (["missing.csv"], "There is no file missing.csv"),
        ([], "Name a file"),
        (["{}", "--target", "tarjet"], "no column 'tarjet'"),
        (["{}", "--target", "target", "--model", "rigde"], "no model rigde"),
        (
            ["{}", "--target", "target", "--model", "ridge"],
            "ridge is still to do in python/katas",
        ),
        (["{}", "--target", "target", "--solutions", "--group", "x"], "no column 'x'"),
    ],
)
def test_what_is_wrong_is_one_sentence(words, reason, place, capsys):
    words = [word.format(place / "diabetes.csv") for word in words]
    assert apply.main(words) == 1
    error = capsys.readouterr().err
    assert reason in error and len(error.splitlines()) == 1
    assert not (place / "out" / "diabetes").exists()


def test_the_models_are_listed(place, capsys):
    assert apply.main(["--models"]) == 0
    words = said(capsys)
    assert "ridge" in words and "softmax" in words


@pytest.mark.skipif(CHROMIUM is None, reason="There is no chromium on PATH.")
def test_the_page_is_drawn_on_a_desk_and_on_a_phone(place):
    from playwright.sync_api import sync_playwright

    apply.main(
        [
            str(place / "diabetes.csv"),
            "--target",
            "target",
            "--solutions",
            "--model",
            "lasso",
        ]
    )
    address = (place / "out" / "diabetes" / "report.html").as_uri()
    with sync_playwright() as p:
        browser = p.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for width, scheme in ((1280, "light"), (390, "dark")):
            context = browser.new_context(
                viewport={"width": width, "height": 800}, color_scheme=scheme
            )
            page, errors, asked = context.new_page(), [], []
            page.on(
                "console",
                lambda m, e=errors: e.append(m.text) if m.type == "error" else None,
            )
            page.on("pageerror", lambda error, e=errors: e.append(str(error)))
            page.on("request", lambda r, a=asked: a.append(r.url))
            page.goto(address)
            assert errors == []
            assert [a for a in asked if not a.startswith(("file:", "data:"))] == []
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            drawn = page.locator("figure svg")
            assert drawn.count() == 7
            for box in (drawn.nth(k).bounding_box() for k in range(7)):
                assert box["width"] > 250 and box["height"] > 100
            labels = page.locator("figure [role=img]").evaluate_all(
                "all => all.map(e => e.ariaLabel)"
            )
            assert all(len(label) > 30 for label in labels)
        browser.close()


def test_words_of_the_data_are_no_markup(place):
    path = place / "odd.csv"
    rows = [f"{i},{i * 2.5},{'<b>a</b>' if i % 2 else '[red]c'}" for i in range(40)]
    path.write_text("a<script>alert(1)</script>,[bold]y,word\n" + "\n".join(rows))
    assert (
        apply.main([str(path), "--target", "[bold]y", "--solutions", "--lam", "0.1"])
        == 0
    )
    page = (place / "out" / "odd" / "report.html").read_text()
    assert "<script>alert" not in page and "<b>a</b>" not in page
