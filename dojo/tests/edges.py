"""Problems at sizes at which a lane, a panel or a block of the fast tier is just full, lacks one, or has one too many."""

import re

import numpy as np

# Numbers of a lane; times 1, 2, 4 (a block of Cholesky, and rows of the logistic loss), 5, 8 (the registers of sgd),
# 12 (a strip of QR), 25; then the rows of a block of products, one less of moments, and the second such block.
LANES = (4, 8)
BLOCKS = {k * W for W in LANES for k in (1, 2, 4, 5, 8, 12, 25)} | {127, 128, 256}
EDGES = sorted({full + d for full in BLOCKS for d in (-1, 0, 1)})
FEW = 67  # what is built on the fast tier need not cross every block again
OTHER = 11  # the sizes that stand still: no whole lane

# Of the scalars; the others are 0.5, or a size.
NUMBERS = {"lam": 0.1, "l1": 0.1, "l2": 0.1, "tol": 1e-10, "step": 0.01, "step0": 0.01}
NUMBERS |= {"decay": 0.1, "eps": 1e-3, "rcond": 1e-10, "ratio": 0.01, "rho": 0.9}
NUMBERS |= {"beta1": 0.9, "beta2": 0.99, "iters": 3, "steps": 2, "max_iter": 100}
NUMBERS |= {"max_sweeps": 10**6, "degree": 2, "ddof": 1, "d": 3}
NUMBERS |= {"n": 1000, "na": 3, "nb": 4, "total": 1000, "memory": 3}
TOLERANCES = {"lasso": 1e-13, "elastic_net_path": 1e-7}


def matrix(rng, n, p):
    """2√m I and numbers between −1 and 1, m = max(n, p): these have a norm of about (√n + √p)/√3 ≤ 1.16√m, so
    κ ≤ (2 + 1.16)/(2 − 1.16) < 4."""
    return rng.uniform(-1, 1, (n, p)) + 2 * np.sqrt(max(n, p)) * np.eye(n, p)


def positive_definite(rng, n, _):
    """Eigenvalues from 1 to about 2.4."""
    R = rng.uniform(-1, 1, (n, n)) / np.sqrt(n)
    return np.eye(n) + R @ R.T


def triangle(rng, n):
    """Above the diagonal 1/n or less, a norm of at most 1, so κ ≤ 3."""
    return 2 * np.eye(n) + np.triu(rng.uniform(-1, 1, (n, n))) / n


def positive_definite_of(rng, sizes, *shape):
    return positive_definite(rng, *shape)


# sizes that depend on others: two resamples of all rows
TIED = {"bootstrap_ols": lambda sizes: sizes | {"m": 2 * sizes["n"]}}
ARRAYS = {  # name → draw(rng, sizes, *shape); the others are between −1 and 1
    "X": lambda rng, sizes, n, p: matrix(rng, n, p),
    "L": lambda rng, sizes, n, _: triangle(rng, n).T,
    "U": lambda rng, sizes, n, _: triangle(rng, n),
    "Y": lambda rng, sizes, n, k: rng.dirichlet(np.ones(k), n),
    "y:int": lambda rng, sizes, n: rng.integers(0, sizes.get("K", 2), n),
    "labels:int": lambda rng, sizes, n: rng.integers(0, sizes["K"], n),
    "groups:int": lambda rng, sizes, p: rng.integers(0, 1 + p // 3, p),
    "order:int": lambda rng, sizes, m: rng.integers(0, sizes["n"], m),
    "lambdas": lambda rng, sizes, k: np.geomspace(0.5, 0.05, k),
    "scale": lambda rng, sizes, p: rng.uniform(1, 2, p),
    "offsets:int": lambda rng, sizes, m: np.linspace(0, sizes["n"], m).astype(int),
    "folds:int": lambda rng, sizes, n: np.arange(n) % 3,
    # of bootstrap_ols
    "indices:int": lambda rng, sizes, m: rng.integers(0, sizes["n"], m),
    "log_loss.p": lambda rng, sizes, n: rng.uniform(0.1, 0.9, n),
    "posterior.S0": positive_definite_of,
    "solve_moments.S": positive_definite_of,
    "wls.v": lambda rng, sizes, n: rng.uniform(1, 2, n),  # weights
}


def anything(rng, sizes, *shape):
    return rng.uniform(-1, 1, shape)


def drawn(function, sizes, rng):
    """Inputs by the signature."""
    values = {}
    for a in function.signature.inputs:
        shape = [sizes[letter] for letter in a.sizes]
        key = a.name if a.type == "float" else f"{a.name}:{a.type}"
        if a.name == "A" and a.sizes == ("n", "n"):
            values[a.name] = positive_definite(rng, *shape)
        elif a.sizes:
            draw = ARRAYS.get(f"{function.name}.{key}", ARRAYS.get(key, anything))
            values[a.name] = draw(rng, sizes, *shape)
        elif a.type == "bool":
            values[a.name] = bool(rng.integers(2))
        elif a.name == "batch_size":
            values[a.name] = int(rng.choice([1, 3]))
        elif a.choices:
            values[a.name] = a.choices[rng.integers(len(a.choices))]
        elif a.name == "tol":
            values[a.name] = TOLERANCES.get(function.name, NUMBERS["tol"])
        else:
            values[a.name] = sizes.get(a.name, NUMBERS.get(a.name, 0.5))
    return function.signature.bind(**values)


def lengths(signature):
    """The letters of a signature that are sizes of inputs, or whole numbers that sizes of outputs are made of."""
    arguments = (*signature.inputs, *signature.outputs)
    words = " ".join(size for a in arguments for size in a.sizes)
    whole = {a.name for a in signature.inputs if a.type == "int" and not a.sizes}
    known = {letter for a in signature.inputs for letter in a.sizes}
    known |= whole - set(NUMBERS)
    return [x for x in dict.fromkeys(re.findall(r"[A-Za-z]\w*", words)) if x in known]


def problems(function, most):
    """(sizes, inputs): one size at an edge and the others not, or a little larger, as where columns must be
    independent, or all at it."""
    letters = lengths(function.signature)
    seen = {}
    for edge in (edge for edge in EDGES if edge <= most):
        for rest in (OTHER, edge + 3):
            for letter in letters:
                at = {each: edge if each == letter else rest for each in letters}
                seen[tuple(at.values())] = at
        seen[(edge,) * len(letters)] = dict.fromkeys(letters, edge)
    tied = TIED.get(function.name, dict)
    for number, sizes in enumerate(map(tied, seen.values())):
        rng = np.random.default_rng([number, *function.name.encode()])
        yield sizes, drawn(function, sizes, rng)
