"""AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def adagrad(X, y, w0, step, eps, iters):
    """s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)"""
    # X[n,p], y[n], w0[p], step, eps, iters:int -> w[p], history[iters+1]
    raise NotImplementedError


def rmsprop(X, y, w0, step, rho, eps, iters):
    """s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)"""
    # X[n,p], y[n], w0[p], step, rho, eps, iters:int -> w[p], history[iters+1]
    raise NotImplementedError


def adam(X, y, w0, step, beta1, beta2, eps, iters):
    """w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ"""
    # X[n,p], y[n], w0[p], step, beta1, beta2, eps, iters:int -> w[p], history[iters+1]
    raise NotImplementedError
