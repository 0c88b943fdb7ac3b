"""Every fit over the rationals: of each fold, and of the n refits that leave a row out; rounded once."""

from fractions import Fraction

import mpmath
import numpy as np

from dojo.spec import kata, rational
from dojo.spec.designs import decimals
from dojo.spec.refusals import InvalidParameter, RankDeficient, after
from dojo.spec.well_posed import unless_refused

plain = kata("ridge").oracle

# ------------------------------------------------------------------ the truth


def kfold_ridge(X, y, lambdas, folds, fit_intercept):
    refuse_folds(X, y, lambdas, folds, fit_intercept)
    E = fold_errors(X, y, lambdas, folds, fit_intercept)
    means, ses = mean_and_se(E)
    best = means.index(min(means))
    near = [i for i, m in enumerate(means) if m <= means[best] + ses[best]]
    one_se = max(near, key=lambda i: (lambdas[i], -i))
    return np.array(means, float), np.array(ses, float), best, one_se


def fold_errors(X, y, lambdas, folds, fit_intercept):
    """The mean square of each fold (row) for each λ (column), exactly."""
    E = []
    for f in range(max(folds) + 1):
        A, t = X[folds != f], y[folds != f]
        fits = [fit(A, t, len(t) * Fraction(lam), fit_intercept) for lam in lambdas]
        E.append([mean_square(X[folds == f], y[folds == f], *each) for each in fits])
    return E


def fit(X, y, c, fit_intercept):
    """w, b with the total penalty c‖w‖²."""
    Xc, yc, x_mean, y_mean = plain.exact_centred(X, y, fit_intercept)
    G = plain.plus_diagonal(rational.gram(Xc), c)
    try:
        w = rational.solve(G, rational.matvec(rational.transpose(Xc), yc))
    except ZeroDivisionError:
        raise RankDeficient("the columns are dependent and λ is 0") from None
    return w, y_mean - rational.dot(x_mean, w)


def mean_square(X, y, w, b):
    r = rational.residual(rational.exact(X), rational.exact(y), w)
    return sum((a - b) ** 2 for a in r) / len(r)


def mean_and_se(E):
    with mpmath.workdps(50):
        F = len(E)
        means = [sum(e) / F for e in rational.transpose(E)]
        sums = [
            sum((v - m) ** 2 for v in e)
            for e, m in zip(rational.transpose(E), means, strict=True)
        ]
        return [rational.precise(m) for m in means], [
            rational.root(q / (F * (F - 1))) for q in sums
        ]


def loo_gcv(X, y, lambdas, fit_intercept):
    refuse(X, y, lambdas, fit_intercept)
    n, pairs = len(y), []
    for lam in lambdas:
        c, others = n * Fraction(lam), ~np.eye(n, dtype=bool)
        errors = [
            mean_square(X[i : i + 1], y[i : i + 1], *fit(X[o], y[o], c, fit_intercept))
            for i, o in enumerate(others)
        ]
        mse = mean_square(X, y, *fit(X, y, c, fit_intercept))
        free = 1 - sum(leverages(X, y, lam, fit_intercept)) / n
        pairs.append((sum(errors) / n, mse / free**2))
    return tuple(map(rational.rounded, zip(*pairs, strict=True)))


def leverages(X, y, lam, fit_intercept):
    """hᵢ = xᵢᵀ(XᵀX + nλI)⁻¹xᵢ of the centred rows, and 1/n for the intercept."""
    Xc = plain.exact_centred(X, y, fit_intercept)[0]
    G = plain.exact_gram(X, y, lam, fit_intercept)
    share = Fraction(int(fit_intercept), len(y))
    return [share + rational.dot(x, rational.solve(G, x)) for x in Xc]


def refuse(X, y, lambdas, fit_intercept):
    refuse_rank(X, y, lambdas, fit_intercept)
    for lam in lambdas:
        if max(leverages(X, y, lam, fit_intercept)) >= 1 - 1e-10:
            raise RankDeficient("a row decides its own fit")


def refuse_rank(X, y, lambdas, fit_intercept):
    for lam in sorted(lambdas):
        plain.check(X, y, lam, fit_intercept)


def refuse_folds(X, y, lambdas, folds, fit_intercept):
    ids = set(folds.tolist())
    if min(lambdas) < 0 or len(ids) < 2 or min(ids) != 0 or max(ids) != len(ids) - 1:
        raise InvalidParameter("a λ is negative, or the folds are not 0 … F − 1")
    for f in ids:
        refuse_rank(X[folds != f], y[folds != f], lambdas, fit_intercept)


# ------------------------------------------------------------------ what the draws are made of


def tuned(rng, sizes, p, lambdas, **how):
    """A ridge problem, its rows in folds of these sizes, mixed; and what λ is chosen from."""
    folds = rng.permutation(np.repeat(np.arange(len(sizes)), sizes))
    drawn = plain.problem(rng, sum(sizes), p, 0.0, **how)
    return drawn | {"y": decimals(drawn["y"]), "folds": folds, "lambdas": lambdas}


SCALES = 10.0 ** np.array([0, -3, 3])

# ------------------------------------------------------------------ certificates, well-posedness


def certify_folds(X, y, lambdas, folds, fit_intercept, cv_mean, cv_se, best, one_se):
    """best has the least mean; one_se is near it, and no larger λ is."""
    k, room = len(lambdas), 1e-9 * np.max(cv_mean)
    if not (0 <= best < k and 0 <= one_se < k):
        return f"best and one_se are {best} and {one_se}: no indices of {k} λs."
    if cv_mean[best] > np.min(cv_mean) + room:
        return f"cv_mean[{best}] is not the smallest."
    limit = cv_mean[best] + cv_se[best]
    if cv_mean[one_se] > limit + room:
        return f"cv_mean[{one_se}] is more than one standard error above the best."
    if np.max(lambdas[cv_mean <= limit - room], initial=0) > lambdas[one_se]:
        return f"a λ above {lambdas[one_se]:g} is within one standard error too."
    return ""


CERTIFICATES = {"kfold_ridge": certify_folds}


def choices_are_clear(X, y, lambdas, folds, fit_intercept):
    """No λ is nearly the best, or nearly at the limit, but for equal ones and for exact ties."""
    means, ses = mean_and_se(fold_errors(X, y, lambdas, folds, fit_intercept))
    best = means.index(min(means))
    limit = means[best] + ses[best]
    for m in means:
        for other in (means[best], limit):
            if m != other and abs(m - other) < 1e-6 * limit:
                return "two λs are nearly equally good, or one is at the limit"
    return ""


def leverages_are_clear(X, y, lambdas, fit_intercept):
    h = [leverages(X, y, lam, fit_intercept) for lam in lambdas]
    return "a leverage is nearly 1" if 1 - np.max(h) < 1e-5 else ""


WELL_POSED = {
    "kfold_ridge": unless_refused(refuse_folds, choices_are_clear),
    "loo_gcv": unless_refused(refuse, leverages_are_clear),
}

# ------------------------------------------------------------------ other valid ways


def with_fits(solve):
    """The folds, with another way to solve for w."""

    def program(X, y, lambdas, folds, fit_intercept):
        E = []
        for f in range(max(folds) + 1):
            A, t, B, u = X[folds != f], y[folds != f], X[folds == f], y[folds == f]
            fits = [plain.fit(solve, A, t, lam, fit_intercept) for lam in lambdas]
            E.append([np.mean((u - B @ w - b) ** 2) for w, b in fits])
        means, ses = np.mean(E, axis=0), np.std(E, axis=0, ddof=1) / np.sqrt(len(E))
        best = np.argmin(means)
        near = means <= means[best] + ses[best]
        return means, ses, best, np.argmax(np.where(near, lambdas, -1))

    return program


def by_refits(X, y, lambdas, fit_intercept):
    """n refits for every λ; H from the fits of the unit vectors."""
    n, found = len(y), []
    for lam in lambdas:
        c, H, r = n * lam, [], []
        for i, unit in enumerate(np.eye(n)):
            o = unit == 0
            w, b = plain.fit(plain.augmented, X[o], y[o], c / (n - 1), fit_intercept)
            r.append(y[i] - X[i] @ w - b)
            w, b = plain.fit(plain.augmented, X, unit, lam, fit_intercept)
            H.append(X @ w + b)
        e = y - np.transpose(H) @ y
        found.append(
            (np.mean(np.square(r)), np.mean(e**2) / (1 - np.trace(H) / n) ** 2)
        )
    return tuple(np.transpose(found))


def by_singular_values(X, y, lambdas, fit_intercept):
    """H = U diag(s²/(s² + nλ)) Uᵀ of the centred rows, with one decomposition for all λ."""
    Xc, yc, _, _ = plain.centred(X, y, fit_intercept)
    U, s, _ = np.linalg.svd(Xc, full_matrices=False)
    U, s, n, found = U[:, s > 0], s[s > 0], len(y), []
    for lam in lambdas:
        d = s**2 / (s**2 + n * lam)
        e, free = yc - U @ (d * (U.T @ yc)), 1 - fit_intercept / n - U**2 @ d
        found.append((np.mean((e / free) ** 2), np.mean(e**2) / np.mean(free) ** 2))
    return tuple(np.transpose(found))


ALTERNATIVES = {
    "kfold_ridge": {
        "augmented least squares": after(refuse_folds, with_fits(plain.augmented)),
        "singular values": after(refuse_folds, with_fits(plain.by_svd)),
    },
    "loo_gcv": {
        "n refits": after(refuse, by_refits),
        "singular values": after(refuse, by_singular_values),
    },
}
