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
}
