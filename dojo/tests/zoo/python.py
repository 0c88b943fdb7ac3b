"""Python functions that go wrong: animal → (function, its body)."""

ANIMALS = {
    "segfault": ("compensated_sum", "import ctypes; return ctypes.string_at(0)"),
    "abort": ("mean_var", "import os; os.abort()"),
    "stack overflow": ("covariance", "return covariance(X, ddof)"),
    "endless loop": ("forward_substitution", "while True: pass"),
    "endless allocation": (
        "back_substitution",
        "kept = []\n    while True: kept.append(np.ones(1 << 22))",
    ),
    "exit": ("fit_line", "raise SystemExit"),
    "flood": ("one_hot", "while True: print('and on it goes')"),
    "mutation": ("predict", "X[0, 0] += 1; return X @ w"),
    "NaN": ("predict_line", "return x * float('nan')"),
    "exception": ("merge_moments", "return [][3]"),
    "wrong shape": ("polynomial_features", "return np.zeros((1, 1))"),
    "wrong type": ("interaction_features", "return 'a string'"),
    "wrong refusal": (
        "unstandardize",
        "import refusals; raise refusals.RankDeficient('no reason')",
    ),
}
SYNTAX_ERROR = "return (("
