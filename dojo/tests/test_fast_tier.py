"""Where the fast tier could touch somebody else's memory: at sizes at which a lane, a panel or a block is just full,
lacks one, or has one too many. What it answers is compared with the solution; C++ runs once more with every access
watched. `nox -s tests -- --all` runs this file.
"""

import re
from functools import cache

import numpy as np
import pytest

from dojo.grade.grader import Grader
from dojo.grade.verdict import Word
from dojo.run.language import FAST, languages
from dojo.run.results import Profile, Unavailable
from dojo.spec.cases import functions, kata, katas

pytestmark = pytest.mark.slow("the fast tier at its edges, and sanitized")

# Numbers of a lane; times 1, 2, 4 (a block of Cholesky, and rows of the logistic loss), 5, 8 (the registers of sgd),
# 12 (a strip of QR), 25; then the rows of a block of products, one less of moments, and the second such block.
LANES = (4, 8)
BLOCKS = {k * W for W in LANES for k in (1, 2, 4, 5, 8, 12, 25)} | {127, 128, 256}
EDGES = sorted({full + d for full in BLOCKS for d in (-1, 0, 1)})
FEW = 67  # what is built on the fast tier need not cross every block again
OTHER = 11  # the sizes that stand still: no whole lane

# κ(X) ≤ 4 and sums have at most 260 terms, so rounding leaves 260·κ²·ε = 5e-13; three steps of a descent may amplify
# it by ten each. A number that is not where it belongs is off by far more.
RTOL = ATOL = 1e-9
# A duality gap of 1e-13 J(0) holds Xw within 2√1e-13 ‖y‖ of the minimum's; a path that stops at steps of 1e-7, 1e-5.
FIT = 1e-5

# Of the scalars; the others are 0.5, or a size.
NUMBERS = {"lam": 0.1, "l1": 0.1, "l2": 0.1, "tol": 1e-10, "step": 0.01, "step0": 0.01}
NUMBERS |= {"decay": 0.1, "eps": 1e-3, "rcond": 1e-10, "ratio": 0.01, "rho": 0.9}
NUMBERS |= {"beta1": 0.9, "beta2": 0.99, "iters": 3, "steps": 2, "max_iter": 100}
NUMBERS |= {"max_sweeps": 10**6, "degree": 2, "ddof": 1, "d": 3}
CHOSEN = {"activation": 4, "loss": 2}  # any number below
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
            values[a.name] = ARRAYS.get(key, anything)(rng, sizes, *shape)
        elif a.type == "bool":
            values[a.name] = bool(rng.integers(2))
        elif a.name == "batch_size":
            values[a.name] = int(rng.choice([1, 3]))
        elif a.name in CHOSEN:
            values[a.name] = int(rng.integers(CHOSEN[a.name]))
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
    for number, sizes in enumerate(seen.values()):
        rng = np.random.default_rng([number, *function.name.encode()])
        yield sizes, drawn(function, sizes, rng)


def files(language, function):
    """The katas with a file in fast/ among that of a function and those it needs."""
    names = [*kata(function.kata).before, function.kata]
    return [
        n for n in names if (language.folder / FAST / f"{n}{language.SUFFIX}").exists()
    ]


def swept(language):
    """(function, the largest edge) for what fast/ has, and what is built on it."""
    own = {
        name
        for path in (language.folder / FAST).glob(f"*{language.SUFFIX}")
        for name in language.functions(path.read_text())
    }
    for function in functions().values():
        if lengths(function.signature) and files(language, function):
            yield function, max(EDGES) if function.name in own else FEW


@cache
def opened(language, source, profile):
    try:
        return Grader(language, source, profile)
    except Unavailable as reason:
        return reason


def grader(*words):
    if isinstance(found := opened(*words), Unavailable):
        pytest.skip(f"{'/'.join(words)} does not run: {found}")
    return found


@pytest.fixture(scope="module", autouse=True)
def close_graders():
    yield
    opened.cache_clear()


def fitted(inputs, W, b):
    return inputs["X"] @ np.transpose(W) + b


# What is compared where more than one answer is valid: other programs take another number of sweeps, and where there
# are more columns than rows only Xw is certain.
COMPARED = {
    "lasso": lambda inputs, w, b, gap, sweeps: [fitted(inputs, w, b)],
    "elastic_net_path": lambda inputs, W, b: [fitted(inputs, W, b)],
}


def difference(function, inputs, fast, slow):
    """What the two replies do not agree in, or ""."""
    if slow.status != "done" or fast.status != "done":
        same = (
            slow.status == fast.status == "refused" and fast.value[0] == slow.value[0]
        )
        words = f"{fast.status} {fast.value}\n{fast.printed}"
        return "" if same else f"{words} where the solution says {slow.status}"
    shown, rtol = lambda inputs, *values: values, RTOL
    if function.name in COMPARED:
        shown, rtol = COMPARED[function.name], FIT
    pairs = zip(shown(inputs, *fast.value), shown(inputs, *slow.value), strict=True)
    for number, (got, expected) in enumerate(pairs):
        error = np.max(np.abs(got - expected), initial=0)
        allowed = ATOL + rtol * np.max(np.abs(expected), initial=0)
        if not error <= allowed:
            return f"output {number} is off by {error:.3g}, allowed {allowed:.3g}"
    return ""


SWEPT = [
    pytest.param(language, function, most, id=f"{language.name}-{function.name}")
    for language in languages().values()
    if (language.folder / FAST).exists()
    for function, most in swept(language)
]


@pytest.mark.parametrize("language, function, most", SWEPT)
def test_a_fast_program_agrees_with_the_solution_at_every_edge(
    language, function, most
):
    fast = grader(language.name, FAST, Profile.TIMED)
    slow = grader(language.name, "solutions", Profile.CHECKED)
    findings, done = [], 0
    for sizes, inputs in problems(function, most):
        replies = [each.call(function, inputs) for each in (fast, slow)]
        done += replies[1].status == "done"
        if words := difference(function, inputs, *replies):
            findings.append(f"{function.name} at {sizes}: {words}")
    assert not findings, "\n".join(findings)
    assert done, "every problem was refused"


# ---------------------------------------------------------------- with every access watched

each_source = pytest.mark.parametrize("source", ["solutions", FAST])


@each_source
def test_no_case_touches_what_is_not_its_own(source):
    watched = grader("cpp", source, Profile.SANITIZED)
    verdicts = {c: watched.grade(c) for k in katas().values() for c in k.cases}
    failed = [f"{c.id}: {v}" for c, v in verdicts.items() if v.word != Word.PASSED]
    assert not failed, "\n".join(failed)


@each_source
def test_no_edge_touches_what_is_not_its_own(source):
    watched = grader("cpp", source, Profile.SANITIZED)
    findings = []
    for function, most in swept(languages()["cpp"]):
        for sizes, inputs in problems(function, most):
            reply = watched.call(function, inputs, seconds=60)
            if reply.status not in ("done", "refused"):
                words = f"{reply.status} {reply.value}\n{reply.printed}"
                findings.append(f"{function.name} at {sizes}: {words}")
                break
    assert not findings, "\n".join(findings)


OVERFLOW = """
#include "conversions.hpp"
namespace kata {
double dot(VectorView x, VectorView y) {
  Vector copy(x.begin(), x.end());
  return copy.data()[y.size()];
}
} // namespace kata
PYBIND11_MODULE(katas, module) {
  prepare(module);
  KATA(dot);
}
"""


def test_a_wrong_access_is_named(tmp_path):
    """A number behind the end of a vector."""
    (tmp_path / "overflow.cpp").write_text(OVERFLOW)
    try:
        watched = Grader("cpp", tmp_path / "overflow.cpp", Profile.SANITIZED)
    except Unavailable as reason:
        pytest.skip(str(reason))
    dot = functions()["dot"]
    cases = [
        c for c in kata(dot.kata).cases if c.function == dot and c.inputs["x"].size
    ]
    verdict = watched.grade(cases[0])
    watched.close()
    assert verdict.word == "crashed", verdict
    words = str(verdict)
    assert "heap-buffer-overflow" in words and "overflow.cpp:6" in words, verdict
