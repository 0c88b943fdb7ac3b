"""PyTorch behind the signatures of the katas, in float64 on one thread: gradients by autograd, steps by torch.optim."""

from functools import partial

import numpy as np
import torch
import torch.nn.functional as F
from torch.autograd.functional import jvp
from torch.optim import SGD, Adagrad, Adam, RMSprop

# Cases that are beyond it, and why: they must fail as long as they stand here.
BEYOND = {}

torch.set_num_threads(1)
tensor = torch.from_numpy  # it shares the array's memory


def variable(a):
    """A copy, by which a loss can be differentiated."""
    return torch.tensor(a, dtype=torch.float64, requires_grad=True)


# ---------------------------------------------------------------- matrix_products


def dot(x, y):
    return torch.dot(tensor(x), tensor(y)).item()


def matvec(A, x):
    return (tensor(A) @ tensor(x)).numpy()


def rmatvec(A, y):
    return (tensor(A).T @ tensor(y)).numpy()


def matmul(A, B):
    return (tensor(A) @ tensor(B)).numpy()


def symmetric(G):
    # of its two triangles, which may differ in the last digit, the lower one
    return G.tril() + G.tril(-1).T


def gram(X):
    X = tensor(X)
    return symmetric(X.T @ X).numpy()


# ---------------------------------------------------------------- stable_moments


def mean_var(x, ddof):
    var, mean = torch.var_mean(tensor(x), correction=ddof)
    return mean.item(), var.item()


def covariance(X, ddof):
    C = torch.cov(tensor(X).T, correction=ddof)
    return symmetric(torch.atleast_2d(C)).numpy()


# ---------------------------------------------------------------- cholesky_solve


def cholesky(A):
    return torch.linalg.cholesky(tensor(A)).numpy()


def cholesky_solve(A, b):
    L = torch.linalg.cholesky(tensor(A))
    return torch.cholesky_solve(tensor(b)[:, None], L)[:, 0].numpy()


# ---------------------------------------------------------------- ols_normal_equations


def ols(X, y):
    X, y = tensor(X), tensor(y)
    L = torch.linalg.cholesky(X.T @ X)
    return torch.cholesky_solve((X.T @ y)[:, None], L)[:, 0].numpy()


# ---------------------------------------------------------------- ols_qr


def ols_qr(X, y):
    X, y = tensor(X), tensor(y)
    w = torch.linalg.lstsq(X, y[:, None], driver="gels").solution[:, 0]
    return w.numpy(), (y - X @ w).square().sum().item()


# ---------------------------------------------------------------- gradient_descent


def half_mse(X, y, w):
    return F.mse_loss(X @ w, y) / 2


def mse_value_grad(X, y, w):
    w = variable(w)
    f = half_mse(tensor(X), tensor(y), w)
    f.backward()
    return f.item(), w.grad.numpy()


def descend(loss, theta, iters, method, **options):
    """The loss at every point of a path of `iters` steps, which theta walks."""
    optimiser, history = method(theta, **options), np.empty(iters + 1)
    for k in range(iters + 1):
        J = loss()
        history[k] = J.item()
        if k < iters:
            optimiser.zero_grad()
            J.backward()
            optimiser.step()
    return history


def path(X, y, w0, iters, method, **options):
    X, y, w = tensor(X), tensor(y), variable(w0)
    history = descend(partial(half_mse, X, y, w), [w], iters, method, **options)
    return w.detach().numpy(), history


def gradient_descent(X, y, w0, step, iters):
    return path(X, y, w0, iters, SGD, lr=step)


# ---------------------------------------------------------------- momentum


def heavy_ball(X, y, w0, step, mu, iters):
    # its velocity is −v/step: the same path, since the step is constant
    return path(X, y, w0, iters, SGD, lr=step, momentum=mu)


def nesterov(X, y, w0, step, mu, iters):
    # it keeps u = w + mu·v in the place of w, and V = −v/step
    X, y, u = tensor(X), tensor(y), variable(w0)
    optimiser = SGD([u], lr=step, momentum=mu, nesterov=mu > 0)
    history, w = np.empty(iters + 1), u.detach()
    history[0] = half_mse(X, y, w).item()
    for k in range(iters):
        optimiser.zero_grad()
        half_mse(X, y, u).backward()
        optimiser.step()
        V = optimiser.state[u].get("momentum_buffer")
        w = u.detach() + step * mu * V if mu > 0 else u.detach()
        history[k + 1] = half_mse(X, y, w).item()
    return w.numpy(), history


# ---------------------------------------------------------------- adaptive_steps


def adagrad(X, y, w0, step, eps, iters):
    return path(X, y, w0, iters, Adagrad, lr=step, eps=eps)


def rmsprop(X, y, w0, step, rho, eps, iters):
    return path(X, y, w0, iters, RMSprop, lr=step, alpha=rho, eps=eps)


def adam(X, y, w0, step, beta1, beta2, eps, iters):
    return path(X, y, w0, iters, Adam, lr=step, betas=(beta1, beta2), eps=eps)


# ---------------------------------------------------------------- logistic_gradient_descent


def sigmoid(z):
    return torch.sigmoid(tensor(z)).numpy()


def softplus(z):
    # from its default threshold of 20 on, z itself is wrong in the tenth digit
    return F.softplus(tensor(z), threshold=40).numpy()


def logistic_loss(X, y, w, b, lam):
    return F.binary_cross_entropy_with_logits(X @ w + b, y) + lam / 2 * w.dot(w)


def logistic_value_grad(X, y, w, b, lam):
    w, b = variable(w), variable(b)
    J = logistic_loss(tensor(X), tensor(y).double(), w, b, lam)
    J.backward()
    return J.item(), w.grad.numpy(), b.grad.item()


def logistic_gd(X, y, w0, b0, lam, step, iters):
    X, y = tensor(X), tensor(y).double()
    w, b = variable(w0), variable(b0)
    loss = partial(logistic_loss, X, y, w, b, lam)
    history = descend(loss, [w, b], iters, SGD, lr=step)
    return w.detach().numpy(), b.item(), history


# ---------------------------------------------------------------- softmax_regression


def log_softmax(Z):
    return F.log_softmax(tensor(Z), dim=1).numpy()


def softmax_loss(X, y, W, b, lam):
    return F.cross_entropy(X @ W + b, y) + lam / 2 * W.square().sum()


def softmax_value_grad(X, y, K, W, b, lam):
    W, b = variable(W), variable(b)
    J = softmax_loss(tensor(X), tensor(y), W, b, lam)
    J.backward()
    return J.item(), W.grad.numpy(), b.grad.numpy()


def softmax_gd(X, y, K, lam, step, iters):
    X, y = tensor(X), tensor(y)
    W, b = variable(np.zeros((X.shape[1], K))), variable(np.zeros(K))
    loss = partial(softmax_loss, X, y, W, b, lam)
    history = descend(loss, [W, b], iters, SGD, lr=step)
    return W.detach().numpy(), b.detach().numpy(), history


# ---------------------------------------------------------------- mlp_gradients

ACTIVATIONS = {
    "tanh": torch.tanh,
    "relu": torch.relu,
    "sigmoid": torch.sigmoid,
    "identity": torch.nn.Identity(),
}


def layer(X, W, b, activation):
    return ACTIVATIONS[activation](X @ W + b)


def mlp_layer(X, W, b, activation):
    return layer(tensor(X), tensor(W), tensor(b), activation).numpy()


def mlp_forward(X, W1, b1, W2, b2, activation, loss):
    X, W1, b1, W2, b2 = map(tensor, (X, W1, b1, W2, b2))
    S = layer(X, W1, b1, activation) @ W2 + b2
    return (F.softmax(S, dim=1) if loss == "cross_entropy" else S).numpy()


def mlp_loss(X, Y, W1, b1, W2, b2, activation, loss, lam):
    S = layer(X, W1, b1, activation) @ W2 + b2
    penalty = lam / 2 * (W1.square().sum() + W2.square().sum())
    if loss == "cross_entropy":
        return F.cross_entropy(S, Y) + penalty
    return F.mse_loss(S, Y, reduction="sum") / (2 * len(X)) + penalty


def mlp_value_grad(X, Y, W1, b1, W2, b2, activation, loss, lam):
    theta = [variable(w) for w in (W1, b1, W2, b2)]
    J = mlp_loss(tensor(X), tensor(Y), *theta, activation, loss, lam)
    J.backward()
    return J.item(), *(w.grad.numpy() for w in theta)


# ---------------------------------------------------------------- mlp_train


def mlp_train(X, Y, U1, c1, U2, c2, activation, loss, lam, step, mu, order, batch_size):
    X, Y, rest = tensor(X), tensor(Y), (activation, loss, lam)
    theta = [variable(w) for w in (U1, c1, U2, c2)]
    optimiser = SGD(theta, lr=step, momentum=mu)
    J_start = mlp_loss(X, Y, *theta, *rest).item()
    for B in tensor(order).split(batch_size):
        optimiser.zero_grad()
        mlp_loss(X[B], Y[B], *theta, *rest).backward()
        optimiser.step()
    J_end = mlp_loss(X, Y, *theta, *rest).item()
    return *(w.detach().numpy() for w in theta), J_start, J_end


# ---------------------------------------------------------------- reverse_mode_tape

UNARY = {4: torch.neg, 5: torch.exp, 6: torch.log, 7: torch.tanh, 9: F.relu}
BINARY = {0: torch.add, 1: torch.sub, 2: torch.mul, 3: torch.div}


def played(inputs, op, a, b):
    v = list(inputs.unbind())
    for o, j, l in zip(op, a, b, strict=True):
        if o in BINARY:
            v.append(BINARY[o](v[j], v[l]))
        else:
            v.append(v[j].pow(int(l)) if o == 8 else UNARY[o](v[j]))
    return v[-1]


def tape_gradient(inputs, op, a, b):
    inputs = variable(inputs)
    value = played(inputs, op, a, b)
    value.backward()
    return value.item(), inputs.grad.numpy()


def tape_jvp(inputs, tangent, op, a, b):
    play = partial(played, op=op, a=a, b=b)
    value, dvalue = jvp(play, tensor(inputs), tensor(tangent))
    return value.item(), dvalue.item()


# what an optimiser imports at its first step: here, where it is no case's time
gradient_descent(np.eye(2), np.ones(2), np.zeros(2), 0.5, 1)
