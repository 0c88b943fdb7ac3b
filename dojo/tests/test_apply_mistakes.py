"""A kata that is wrong, crashes or is a stub is told on the user's own data."""

import shutil

import numpy as np
import pytest

pytest.importorskip("altair")

from dojo.apply import Unusable
from dojo.apply.fit import run
from dojo.apply.models import MODELS
from dojo.apply.solve import Request
from dojo.paths import ROOT
from dojo.run.language import languages
from dojo.spec.cases import functions, kata
from dojo.spec.mistakes import edited_text, mistakes
from dojo.tests.tables import houses, quiet, table, with_target


def broken(tmp_path, kata, old, new):
    """The solutions with one edit."""
    folder = tmp_path / "mine"
    shutil.copytree(ROOT / "python" / "solutions", folder)
    path = folder / f"{kata}.py"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    return folder


SLIPS = [
    ("ridge", "λ stands where nλ belongs"),
    ("ridge", "the intercept is penalised"),
    ("bayes", "n stands where n − γ belongs"),
    ("bayes", "α and β change places in the updates"),
    ("lasso", "the threshold is nλ"),
    ("lasso", "the residual is never updated"),
    ("elastic_net", "the penalty is λ/n"),
    ("huber", "the threshold is 2δ"),
    ("quantile", "the line is the one of least squares"),
    ("ols_qr", "the reflections are applied to X and not to y"),
    ("logistic", "the penalty is nλ"),
    ("logistic", "the intercept is penalised"),
]


@pytest.mark.parametrize(("model", "sentence"), SLIPS)
def test_a_wrong_kata_is_named_on_the_users_own_data(model, sentence, tmp_path):
    function = functions()[MODELS[model].make()._katas()[0]]
    slip = mistakes(function)[sentence]
    text = edited_text(kata(function.kata), slip.edits, function.name)
    shutil.copytree(ROOT / "python" / "solutions", tmp_path / "mine")
    (tmp_path / "mine" / f"{function.kata}.py").write_text(text)
    columns = houses()
    columns["cheap"] = np.where(columns["price"] < 350, "yes", "no")
    _, reading = table(tmp_path, **columns)
    name, other = ("cheap", "price") if model == "logistic" else ("price", "cheap")
    with_target(reading, name, leave_out=[other])
    request = Request(model, source=str(tmp_path / "mine"), lam=0.1)
    result = run(reading.frame, reading.recipe, request, quiet)
    assert not result.certificate.holds
    assert result.mistake == sentence
    assert "NOT the optimum" in str(result.certificate)


def test_a_kata_that_crashes_is_told(tmp_path):
    _, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    folder = broken(tmp_path, "ridge", "    if lam < 0", "    1 / 0\n    if lam < 0")
    with pytest.raises(Unusable, match="(?s)kata of ridge failed.*division by zero"):
        run(reading.frame, reading.recipe, Request("ridge", source=str(folder)), quiet)


def test_a_kata_that_stands_on_a_stub_says_so(tmp_path):
    _, reading = table(tmp_path, **houses())
    with_target(reading, "price")
    folder = broken(tmp_path, "ridge", "lam < 0", "lam < 0")
    (folder / "cholesky_solve.py").write_text(
        languages()["python"].stub_of("cholesky_solve")
    )
    with pytest.raises(Unusable, match="is still to do"):
        run(reading.frame, reading.recipe, Request("ridge", source=str(folder)), quiet)
