"""How many digits of the worst coefficient are right, in our programs and in libraries: a table for the README here."""

import tempfile
from pathlib import Path

import numpy as np

from dojo.grade.compare import correct_digits as digits
from dojo.run.language import FAST, languages
from dojo.run.library import load
from dojo.run.results import Unavailable
from dojo.spec.cases import kata
from dojo.spec.refusals import Refusal

README = kata("ols_refined").folder / "README.md"
BEGIN = "<!-- accuracy: written by `nox -s accuracy` -->\n"
END = "<!-- end of accuracy -->\n"
FAMILY = kata("ols_refined").oracle.FAMILY
STEPS = 2
BACKSLASH = '"""w"""\nfunction ols_refined(X, y, steps)\n    return X \\ y\nend\n'


def sklearn(X, y):
    """With an intercept of its own, where X has a constant column."""
    from sklearn.linear_model import LinearRegression

    if not (X[:, 0] == 1).all():
        return LinearRegression(fit_intercept=False).fit(X, y).coef_
    model = LinearRegression().fit(X[:, 1:], y)
    return [model.intercept_, *model.coef_]


def numpy(X, y):
    return np.linalg.lstsq(X, y, rcond=None)[0]


def scipy(X, y):
    from scipy.linalg import lstsq

    return lstsq(X, y, lapack_driver="gelsy")[0]


def statsmodels(X, y):
    from statsmodels.api import OLS

    return OLS(y, X).fit().params


LIBRARIES = {
    "numpy `lstsq`": numpy,
    "scipy `lstsq`, gelsy": scipy,
    "scikit-learn `LinearRegression`": sklearn,
    "statsmodels `OLS`": statsmodels,
}
KATAS = {
    "`ols`": lambda k, X, y: k.ols(X, y),
    "`ols_qr`": lambda k, X, y: k.ols_qr(X, y)[0],
    f"`ols_refined`, {STEPS} steps": lambda k, X, y: k.ols_refined(X, y, STEPS),
}


def row(solve):
    """What stands in the table for one program."""
    for (X, y), truth in FAMILY.problems().values():
        try:
            yield f"{digits(solve(X, y), truth):.1f}"
        except Refusal as refusal:
            yield type(refusal).__name__


def rows():
    """(program, its cells) of the libraries, then of the katas in every language that is here."""
    for name, solve in LIBRARIES.items():
        yield name, list(row(solve))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "ols_refined.jl").write_text(BACKSLASH)
        try:
            with load("julia", folder, fast=False) as julia:
                yield (
                    "Julia `X \\ y`",
                    list(row(lambda X, y: julia.ols_refined(X, y, 0))),
                )
        except Unavailable:
            pass
    for words, solve in KATAS.items():
        for language in languages().values():
            for source, tier in (("solutions", ""), (FAST, ", fast")):
                try:
                    with load(language.name, source) as k:
                        cells = list(row(lambda X, y, k=k, s=solve: s(k, X, y)))
                except Unavailable:
                    continue
                yield f"{words}, {language.TITLE}{tier}", cells


def markdown():
    names = FAMILY.problems()
    lines = [f"| | {' | '.join(names)} |", "| --- |" + " --- |" * len(names)]
    lines += [f"| {name} | {' | '.join(cells)} |" for name, cells in rows()]
    return "\n".join(lines) + "\n"


def write():
    """The table, into the README of `ols_refined`."""
    before, _, rest = README.read_text().partition(BEGIN)
    after, table = rest.partition(END)[2], markdown()
    README.write_text(f"{before}{BEGIN}{table}{END}{after}")
    return table


if __name__ == "__main__":
    print(write(), end="")
