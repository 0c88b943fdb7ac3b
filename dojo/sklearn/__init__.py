"""Katas as scikit-learn estimators: `Ridge(lam=0.1, language="rust")` fits with the kata, in its own language's process.

An estimator holds words and numbers only, so it can be cloned, pickled and searched over. Penalties are in the katas'
units: the loss is a mean over n (shared_tests/README.md). All take `language` ("python", "cpp", "julia", "rust") and
`source` ("katas", "solutions", a path). A refusal of the kata is raised as it is; a stub raises NotImplementedError, in
a grid search before the first fit.
"""

from dojo.sklearn.bayes import BayesianRidge
from dojo.sklearn.classify import (
    LogisticRegression,
    SoftmaxRegression,
    SparseLogisticRegression,
)
from dojo.sklearn.linear import ElasticNet, Lasso, LinearRegression, Ridge
from dojo.sklearn.network import MLPClassifier, MLPRegressor
from dojo.sklearn.robust import HuberRegressor, QuantileRegressor

__all__ = [
    "BayesianRidge",
    "ElasticNet",
    "HuberRegressor",
    "Lasso",
    "LinearRegression",
    "LogisticRegression",
    "MLPClassifier",
    "MLPRegressor",
    "QuantileRegressor",
    "Ridge",
    "SoftmaxRegression",
    "SparseLogisticRegression",
]
