"""AdaGrad, RMSProp, Adam — shared_tests/katas/adaptive_steps/README.md"""

import numpy as np

from gradient_descent import mse_value_grad
from refusals import InvalidParameter, NotConverged


def adagrad(X, y, w0, step, eps, iters):
    """s = s + g², w = w − step·g/(√s + eps), g = ∇f(w), historyₖ = f(wₖ)"""
    if min(step, eps) <= 0 or iters < 0:
        raise InvalidParameter(f"step {step}, eps {eps}, iters {iters}")
    w, s, history = w0.copy(), np.zeros_like(w0), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            history[k], g = mse_value_grad(X, y, w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"f(w) is {history[k]} after {k} steps")
            if k < iters:
                s = s + g**2
                w = w - step * g / (np.sqrt(s) + eps)
    return w, history


def rmsprop(X, y, w0, step, rho, eps, iters):
    """s = rho·s + (1 − rho) g², w = w − step·g/(√s + eps), g = ∇f(w)"""
    if min(step, eps) <= 0 or iters < 0 or not 0 <= rho < 1:
        raise InvalidParameter(f"step {step}, rho {rho}, eps {eps}, iters {iters}")
    w, s, history = w0.copy(), np.zeros_like(w0), np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            history[k], g = mse_value_grad(X, y, w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"f(w) is {history[k]} after {k} steps")
            if k < iters:
                s = rho * s + (1 - rho) * g**2
                w = w - step * g / (np.sqrt(s) + eps)
    return w, history


def adam(X, y, w0, step, beta1, beta2, eps, iters):
    """w = w − step·m̂/(√ŝ + eps); m̂, ŝ = means of gᵢ, gᵢ², weights β₁ᵗ⁻ⁱ, β₂ᵗ⁻ⁱ"""
    betas = (beta1, beta2)
    if min(step, eps) <= 0 or iters < 0 or min(betas) < 0 or max(betas) >= 1:
        raise InvalidParameter(f"step {step}, betas {betas}, eps {eps}, iters {iters}")
    w, m, s, history = w0.copy(), 0 * w0, 0 * w0, np.empty(iters + 1)
    with np.errstate(over="ignore", invalid="ignore"):
        for k in range(iters + 1):
            history[k], g = mse_value_grad(X, y, w)
            if not np.isfinite(history[k]):
                raise NotConverged(f"f(w) is {history[k]} after {k} steps")
            if k < iters:
                m = beta1 * m + (1 - beta1) * g
                s = beta2 * s + (1 - beta2) * g**2
                # the weights of the t = k + 1 gradients in m add up to 1 − β₁ᵗ
                m_hat = m / (1 - beta1 ** (k + 1))
                s_hat = s / (1 - beta2 ** (k + 1))
                w = w - step * m_hat / (np.sqrt(s_hat) + eps)
    return w, history
