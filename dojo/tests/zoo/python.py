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
# the verdict where the language has its own, kinder way to go wrong
KINDER = {"stack overflow": ("error", "RecursionError")}
SYNTAX_ERROR = "return (("

# what does not keep to the border between a kata and its grader
HOSTILE = {
    "closed descriptors": (
        "sgd",
        "import os; os.closerange(3, 256)\n    while True: pass",
    ),
    "garbage": (
        "adagrad",
        "import os\n    for fd in range(3, 64):\n        try: os.write(fd, b'\\0\\0\\0\\4abcd')\n        except OSError: pass",
    ),
    "half a message": (
        "rmsprop",
        "import os\n    for fd in range(3, 64):\n        try: os.write(fd, b'kata' + bytes(5))\n        except OSError: pass\n    while True: pass",
    ),
    "answers twice": ("adam", "import os; os.fork(); return w0, np.zeros(iters + 1)"),
    "leaves a process": (
        "heavy_ball",
        "import subprocess; subprocess.Popen(['sleep', '1000']); return w0, np.zeros(iters + 1)",
    ),
    "leaves a daemon": (
        "nesterov",
        "import os, time\n    if os.fork() == 0:\n        os.setsid()\n        if os.fork() == 0: time.sleep(1000)\n        os._exit(0)\n    os.wait(); return w0, np.zeros(iters + 1)",
    ),
    "sleeps": ("median", "import time; time.sleep(1000)"),
    "ends its watcher": (
        "theil_sen",
        "import os, time; os.kill(os.getppid(), 9); time.sleep(9); return 0.0, 0.0",
    ),
    "its children eat memory": (
        "svd",
        "import os, time\n    if os.fork() == 0: kept = b'x' * (1 << 30)\n    time.sleep(1000)",
    ),
}
HARMLESS = {
    "a file of 2 MiB": (
        "soft_threshold",
        "import tempfile; tempfile.TemporaryFile().write(bytes(2 << 20))",
    ),
    "rounding mode": (
        "prox_elastic_net",
        "import ctypes; ctypes.CDLL(None).fesetround(0x400)",
    ),
    "error state": ("prox_group", "np.seterr(all='raise')"),
    "alarm": (
        "project_l1_ball",
        "import signal; signal.setitimer(signal.ITIMER_REAL, 0.05)",
    ),
    "folder and environment": (
        "gaussian_loglik",
        "import os; os.chdir('/'); os.environ.clear()",
    ),
    "stops its watcher": (
        "softplus",
        "import os, signal; os.kill(os.getppid(), signal.SIGSTOP)",
    ),
}

# kata files that solve in the lines which are numbered, and some that do not
SOLVES = [
    ("w = 0\nimport numpy as np\nw = np.linalg.solve(A, b)", [3]),
    ("import numpy\nw = numpy.linalg.lstsq(X, y)[0]", [2]),
    ("import numpy.linalg as la\nw = la.solve(A, b)", [2]),
    ("from numpy import linalg\nQ, R = linalg.qr(A)", [2]),
    ("from numpy.linalg import inv as i\nw = i(A) @ b", [2]),
    ("from numpy.linalg import *\nL = cholesky(A)", [2]),
    ("import numpy as np\nla = np.linalg\nP = la.pinv(A)", [3]),
    ("import numpy as np\nf = np.linalg.inv\ng = f\nw = map(g, [A])", [4]),
    ("import numpy as np\nf = getattr(np.linalg, 'inv')", [2]),
    ("import numpy as np\nw = (\n    np.linalg\n    .svd(A)\n)", [3]),
    ("def f(A):\n    from numpy.linalg import eigh\n    return eigh(A)", [3]),
    ("import numpy as np\nw = np.linalg.matrix_power(A, -1) @ b", [2]),
    ("import numpy as np\nw = np.polyfit(x, y, 1)", [2]),
    ("import scipy.linalg as sl\nw = sl.cho_solve(c, b)", [2]),
    ("from scipy import linalg\nw = linalg.solve(A, b)", [2]),
    ("from scipy.linalg import lu_factor, norm\nLU = lu_factor(A)", [2]),
    ("import sklearn.linear_model\nsklearn.linear_model.Ridge()", [2]),
]
MULTIPLIES = [
    "w = cholesky_solve(X.T @ X, X.T @ y)",
    "import numpy as np\ns = np.linalg.norm(x)",
    "from numpy.linalg import norm\ns = norm(x)",
    "from numpy.linalg import inv",
    "from scipy.linalg import cho_solve",
    "from householder_qr import qr\nQ, R = qr(A)",
    "# np.linalg.inv(A)",
    'def f(A):\n    """By np.linalg.solve(A, b)."""',
    "s = 'np.linalg.inv(A)'",
    'import numpy as np\nif __name__ == "__main__":\n    print(np.linalg.solve(A, b))',
    "import numpy as np\ndef solve(A, b):\n    return b\nw = solve(A, b)",
    "import numpy as np\nB = np.linalg.matrix_power(A, 3)",
    "import numpy as np\nw = np.sort(x)[::-1].sum() ** -1",
    "w = (not python",
]
