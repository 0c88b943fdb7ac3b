"""The models that `apply` fits: each a line that names the estimator, its scikit-learn twin, and how its optimum is certified."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sklearn.linear_model as linear
import sklearn.neural_network as neural

from dojo import sklearn as ours
from dojo.apply import certificates
from dojo.apply.certificates import Certificate

REGRESSION, CLASSIFICATION = "regression", "classification"
L1_RATIO = 0.5  # of the elastic net
MORE, NEAR = "more", "near"
STEPS = {"gradient_descent": MORE, "nesterov": MORE, "adam": NEAR, "sgd": NEAR}
ROUGH = 1e-6  # the tolerance of fits that no one sees


@dataclass(frozen=True)
class Model:
    """A model by name.

    make       the estimator, without its language and source
    twin       scikit-learn's estimator for the same problem, of (lam, n)
    certify    how far an answer is from the optimum
    search     what it is tuned over: "" for nothing, "path" from the λ at which all weights are 0, "size" of the spectrum
    penalty    the share of ‖w‖₁ in it; None without a penalty
    """

    name: str
    task: str
    make: Callable[[], Any]
    twin: Callable[[float, int], Any]
    certify: Callable[..., Certificate]
    search: str = ""
    penalty: float | None = None
    what: str = ""
    steps: str = ""  # of a descent, which is too slow for resamples: MORE of them reach the optimum, or they end NEAR it

    def estimator(
        self, language: str, source: str, lam: float | None, rough: bool = False
    ) -> Any:
        """A new estimator that fits with the kata; `rough` is enough for choosing λ and for resamples."""
        made = self.make().set_params(language=language, source=source)
        if rough and self.search == "path":
            made.set_params(tol=ROUGH)
        return made if lam is None else made.set_params(lam=lam)


def _least_squares(solver: str, what: str) -> Model:
    return Model(
        NAMES.get(solver, solver),
        REGRESSION,
        lambda: ours.LinearRegression(solver=solver),
        lambda lam, n: linear.LinearRegression(),
        certificates.squares,
        what=what,
        steps=STEPS.get(solver, ""),
    )


NAMES = {
    "normal_equations": "ols",
    "qr": "ols_qr",
    "refined": "ols_refined",
    "minimum_norm": "ols_min_norm",
}
MODELS = {
    model.name: model
    for model in [
        _least_squares("normal_equations", "least squares by the normal equations"),
        _least_squares("qr", "least squares by Householder QR"),
        _least_squares("refined", "least squares, refined in twice the digits"),
        _least_squares("minimum_norm", "the shortest of all least-squares solutions"),
        _least_squares("inference", "least squares with standard errors and p-values"),
        _least_squares("gradient_descent", "least squares by gradient descent"),
        _least_squares("nesterov", "least squares by Nesterov's momentum"),
        _least_squares("adam", "least squares by Adam"),
        _least_squares("sgd", "least squares by stochastic gradients, averaged"),
        Model(
            "ridge",
            REGRESSION,
            ours.Ridge,
            lambda lam, n: linear.Ridge(alpha=n * lam),
            certificates.squares,
            "size",
            0.0,
            "squares and a penalty on ‖w‖²",
        ),
        Model(
            "bayes",
            REGRESSION,
            ours.BayesianRidge,
            lambda lam, n: linear.BayesianRidge(
                alpha_1=0, alpha_2=0, lambda_1=0, lambda_2=0
            ),
            certificates.evidence,
            what="squares and a penalty on ‖w‖² that the evidence chooses",
        ),
        Model(
            "lasso",
            REGRESSION,
            ours.Lasso,
            lambda lam, n: linear.Lasso(alpha=lam),
            certificates.gap,
            "path",
            1.0,
            "squares and a penalty on ‖w‖₁",
        ),
        Model(
            "lasso_fista",
            REGRESSION,
            lambda: ours.Lasso(solver="fista"),
            lambda lam, n: linear.Lasso(alpha=lam),
            certificates.gap,
            "path",
            1.0,
            "squares and a penalty on ‖w‖₁, by FISTA",
            MORE,
        ),
        Model(
            "elastic_net",
            REGRESSION,
            lambda: ours.ElasticNet(alpha=L1_RATIO),
            lambda lam, n: linear.ElasticNet(alpha=lam, l1_ratio=L1_RATIO),
            certificates.gap,
            "path",
            L1_RATIO,
            "squares and a penalty half on ‖w‖₁, half on ‖w‖²",
        ),
        Model(
            "huber",
            REGRESSION,
            ours.HuberRegressor,
            lambda lam, n: linear.HuberRegressor(
                epsilon=1.345, alpha=0, max_iter=10_000
            ),
            certificates.pulls,
            what="squares, but absolute values of what is far off",
        ),
        Model(
            "quantile",
            REGRESSION,
            ours.QuantileRegressor,
            lambda lam, n: linear.QuantileRegressor(quantile=0.5, alpha=0),
            certificates.multipliers,
            what="absolute values: a median in the place of a mean",
        ),
        Model(
            "logistic",
            CLASSIFICATION,
            ours.LogisticRegression,
            lambda lam, n: linear.LogisticRegression(C=1 / (n * lam)),
            certificates.log_loss,
            "log",
            0.0,
            "two classes, by Newton's method",
        ),
        Model(
            "logistic_l1",
            CLASSIFICATION,
            ours.SparseLogisticRegression,
            lambda lam, n: linear.LogisticRegression(
                C=1 / (n * lam), l1_ratio=1, solver="saga", max_iter=10_000
            ),
            certificates.log_loss,
            "log",
            1.0,
            "two classes and a penalty on ‖w‖₁",
        ),
        Model(
            "logistic_gd",
            CLASSIFICATION,
            lambda: ours.LogisticRegression(solver="gradient_descent"),
            lambda lam, n: linear.LogisticRegression(C=1 / (n * lam)),
            certificates.log_loss,
            "log",
            0.0,
            "two classes, by gradient descent",
            MORE,
        ),
        Model(
            "softmax",
            CLASSIFICATION,
            ours.SoftmaxRegression,
            lambda lam, n: linear.LogisticRegression(C=1 / (n * lam)),
            certificates.log_loss,
            "log",
            0.0,
            "any number of classes, by gradient descent",
            MORE,
        ),
        Model(
            "mlp",
            REGRESSION,
            ours.MLPRegressor,
            lambda lam, n: neural.MLPRegressor(
                hidden_layer_sizes=(16,),
                activation="tanh",
                max_iter=500,
                random_state=0,
            ),
            certificates.none,
            what="a network with one hidden layer, for a number",
        ),
        Model(
            "mlp_classifier",
            CLASSIFICATION,
            ours.MLPClassifier,
            lambda lam, n: neural.MLPClassifier(
                hidden_layer_sizes=(16,),
                activation="tanh",
                max_iter=500,
                random_state=0,
            ),
            certificates.none,
            what="a network with one hidden layer, for classes",
        ),
    ]
}
