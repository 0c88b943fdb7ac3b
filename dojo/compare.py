"""Is an answer the expected one? Errors, tolerances, and the words for a difference."""

import numpy as np


def allowed(case, name):
    """The allowed error of every entry of one output."""
    expected = np.asarray(case.outputs[name], float)
    if name in case.bound:
        return np.broadcast_to(case.bound[name], expected.shape)
    return case.atol + case.rtol * size(case.function.compare, expected)


def size(compare, expected):
    """What rtol refers to, entry by entry: the largest of the array ("norm"), the
    largest of the column ("columns"), or the entry itself ("elementwise")."""
    magnitude = np.abs(expected)
    if compare == "elementwise" or not magnitude.size:
        return magnitude
    axis = 0 if compare == "columns" and magnitude.ndim > 1 else None
    return np.broadcast_to(magnitude.max(axis=axis), magnitude.shape)


def differences(case, got):
    """One sentence for every output of `got` (name → array) that is not the expected one."""
    return list(
        filter(
            None,
            (
                _difference(case, name, np.asarray(value, float))
                for name, value in got.items()
            ),
        )
    )


def _difference(case, name, got):
    if name in case.function.at_most:
        return _above(case, name, got)
    expected, bound = (
        np.asarray(case.outputs[name], float),
        np.asarray(allowed(case, name)),
    )
    if not got.size:
        return ""
    if name in case.function.exact_zeros and (sentence := _support(case, name, got)):
        return sentence
    error = np.abs(got - expected)
    bad = ~(error <= bound)  # NaN and infinities never match
    if not bad.any():
        return ""
    with np.errstate(over="ignore"):
        excess = np.where(
            np.isfinite(error), error / np.maximum(bound, np.finfo(float).tiny), np.inf
        )
    worst = np.unravel_index(np.argmax(np.where(bad, excess, -1)), got.shape)
    where = f"{name}[{', '.join(map(str, worst))}]" if worst else name
    many = f" ({bad.sum()} of {got.size} entries differ)" if bad.sum() > 1 else ""
    if not np.isfinite(got[worst]):
        return f"{where} is {got[worst]}{many}"
    return f"{where} is off by {error[worst]:.3g}, allowed {bound[worst]:.3g}{many}"


def _above(case, name, got):
    """A count has no right value: it tells of the road, which is free within the caller's maximum."""
    most = case.function.at_most[name]
    if np.all((0 <= got) & (got <= case.inputs[most])):
        return ""
    return f"{name} is {short(got)}, not between 0 and {most} = {case.inputs[most]}"


def _support(case, name, got):
    """Exactly 0 where the expected is, and nowhere else but where the entry's own bound reaches 0."""
    expected = np.asarray(case.outputs[name], float)
    free = np.abs(expected) <= case.bound.get(name, 0.0)
    bad = np.where(expected == 0, got != 0, (got == 0) & ~free)
    if not bad.any():
        return ""
    first = tuple(np.argwhere(bad)[0])
    where = f"{name}[{', '.join(map(str, first))}]" if first else name
    many = f" ({bad.sum()} of {got.size} entries differ)" if bad.sum() > 1 else ""
    if expected[first] == 0:
        return f"{where} is {got[first]:.3g}, not exactly 0{many}"
    return f"{where} is 0, not {expected[first]:.3g}{many}"


def short(value, digits=7, most=36):
    """A number or an array in one line, its middle left out where it is long."""
    array = np.asarray(value)
    if not array.ndim:
        return f"{value:.{digits}g}" if array.dtype.kind == "f" else str(value)
    with np.printoptions(digits, threshold=most, edgeitems=2, linewidth=10_000):
        return np.array2string(array, separator=", ").replace("\n", "")


def listing(values):
    return ", ".join(f"{name} = {short(value)}" for name, value in values.items())


def digits(value, truth):
    """Correct digits of the worst entry: −log₁₀ of the largest relative error, between 0 and 15.7 (2⁻⁵²)."""
    with np.errstate(divide="ignore", invalid="ignore"):
        worst = np.max(np.abs(np.asarray(value) - truth) / np.abs(truth))
    if not np.isfinite(worst):
        return 0.0
    return float(np.clip(-np.log10(max(worst, 2.0**-52)), 0, 15.7))
