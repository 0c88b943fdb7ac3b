"""numpy on the Gram matrix behind the signatures of the katas: another algorithm, which reads X once for all steps."""

import numpy as np

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {
    "gradient_descent: start at the solution": "f is 0, and here a difference of two numbers",
}

# Functions for which it has another algorithm, and which: the limit of reading X in every step is not its limit.
OTHER = {"gradient_descent": "it reads X once for all steps"}


def gradient_descent(X, y, w0, step, iters):
    n = len(y)
    G, c, yy = X.T @ X / n, X.T @ y / n, y @ y / n
    w, history = w0.copy(), np.empty(iters + 1)
    for k in range(iters + 1):
        # ∇f = Gw − c and f = ½(‖y‖²/n − wᵀ(c − ∇f)): a small f is the difference of large numbers
        g = G @ w - c
        history[k] = (yy + w @ (g - c)) / 2
        if k < iters:
            w -= step * g
    return w, history
