"""Julia functions that go wrong: animal → (function, its body)."""

ANIMALS = {
    "segfault": ("compensated_sum", "unsafe_load(Ptr{Float64}(8))"),
    "abort": ("mean_var", "ccall(:abort, Cvoid, ())"),
    "stack overflow": ("covariance", "1 .+ covariance(X, ddof)"),
    "endless loop": ("forward_substitution", "while true\n    end"),
    "endless allocation": (
        "back_substitution",
        "kept = []\n    while true\n        push!(kept, ones(1 << 22))\n    end",
    ),
    "exit": ("fit_line", "exit(0)"),
    "flood": ("one_hot", 'while true\n        println("and on it goes")\n    end'),
    "mutation": ("predict", "X[1, 1] += 1; X * w"),
    "NaN": ("predict_line", "NaN .* x"),
    "exception": ("merge_moments", "Float64[][3]"),
    "wrong shape": ("polynomial_features", "zeros(1, 1)"),
    "wrong type": ("interaction_features", '"a string"'),
    "wrong refusal": ("unstandardize", 'throw(RankDeficient("no reason"))'),
}
# the verdict where the language has its own, kinder way to go wrong
KINDER = {
    "stack overflow": ("error", "StackOverflowError"),
    "wrong type": ("wrong", "is a String"),
}
SYNTAX_ERROR = "return (("

# what does not keep to the border between a kata and its grader
HOSTILE = {
    "closed descriptors": (
        "sgd",
        "foreach(fd -> ccall(:close, Cint, (Cint,), fd), 3:255)\n    while true\n    end",
    ),
    "garbage": (
        "adagrad",
        'foreach(fd -> ccall(:write, Cssize_t, (Cint, Cstring, Csize_t), fd, "abcdefgh", 8), 3:63)',
    ),
    "half a message": (
        "rmsprop",
        'foreach(fd -> ccall(:write, Cssize_t, (Cint, Cstring, Csize_t), fd, "kataxyz", 7), 3:63)\n    while true\n    end',
    ),
    "answers twice": ("adam", "ccall(:fork, Cint, ()); w0, zeros(iters + 1)"),
    "leaves a process": (
        "heavy_ball",
        "run(`sleep 1000`, wait = false); w0, zeros(iters + 1)",
    ),
    "leaves a daemon": (
        "nesterov",
        """\
    if ccall(:fork, Cint, ()) == 0
        ccall(:setsid, Cint, ())
        ccall(:fork, Cint, ()) == 0 && ccall(:sleep, Cuint, (Cuint,), 1000)
        ccall(:_exit, Cvoid, (Cint,), 0)
    end
    ccall(:wait, Cint, (Ptr{Cvoid},), C_NULL)
    w0, zeros(iters + 1)""",
    ),
    "sleeps": ("median", "sleep(1000)"),
    "ends its watcher": (
        "theil_sen",
        "ccall(:kill, Cint, (Cint, Cint), ccall(:getppid, Cint, ()), 9); sleep(9); 0.0, 0.0",
    ),
    "its children eat memory": (
        "svd",
        "if ccall(:fork, Cint, ()) == 0\n        kept = ones(1 << 27)\n        ccall(:sleep, Cuint, (Cuint,), 1000)\n    end\n    sleep(1000)",
    ),
}
HARMLESS = {
    "a file of 2 MiB": (
        "soft_threshold",
        "mktemp((path, io) -> write(io, zeros(UInt8, 2 << 20)))",
    ),
    "rounding mode": (
        "prox_elastic_net",
        "ccall(:fesetround, Cint, (Cint,), 0x400)",
    ),
    "alarm": ("project_l1_ball", "ccall(:ualarm, Cuint, (Cuint, Cuint), 50000, 0)"),
    "folder and environment": ("gaussian_loglik", 'cd("/")'),
    "stops its watcher": (
        "softplus",
        "ccall(:kill, Cint, (Cint, Cint), ccall(:getppid, Cint, ()), 19)",
    ),
}

# kata files that solve in the lines which are numbered, and some that do not
SOLVES = [
    ("w = 0\nw = A \\ b", [2]),
    ("w = inv(A) * b", [1]),
    ("w = Base.inv(A) * b", [1]),
    ("f = inv\nw = f(A) * b", [1]),
    ("w = A'\\b", [1]),
    ("w = (\\)(A, b)", [1]),
    ("w = A^-1 * b\nv = A'^(-1) * b", [1, 2]),
    ("using LinearAlgebra\nF = lu(A)", [2]),
    ("using LinearAlgebra: qr\nQ, R = qr(A)", [2]),
    ("using LinearAlgebra:\n    norm,\n    svd\nU, s, V = svd(A)", [4]),
    ("import LinearAlgebra: cholesky as c\nF = c(A)", [2]),
    ("import LinearAlgebra as LA\nF = LA.qr(A)", [2]),
    ("import LinearAlgebra\nconst L = LinearAlgebra\nF = L.eigen(A)", [3]),
    ("import LinearAlgebra\nLinearAlgebra.LAPACK.potrf!('L', A)", [2]),
    ("using LinearAlgebra.LAPACK: gesv!\ngesv!(A, b)", [2]),
    ("using LinearAlgebra: BLAS\nBLAS.trsv!('L', 'N', 'N', A, b)", [2]),
    ("using LinearAlgebra: ldiv!\nldiv!(w, F, b)", [2]),
]
MULTIPLIES = [
    "w = cholesky_solve(X'X, X'y)",
    "# not A \\ b",
    "#= nor #= A \\ b =#\n inv(A) =#",
    '"""\nw = A \\ b, by inv(A)\n"""\nfunction f(A)\nend',
    's = "A \\\\ b, inv(A)"',
    "c = '\\n'\nd = '\\\\'",
    "w = x .\\ y",
    "using LinearAlgebra",
    "using LinearAlgebra\ns = norm(x) + dot(x, y)\nmul!(y, A, x)\nB = A + I",
    "using LinearAlgebra: qr, norm\ns = norm(x)",
    "import LinearAlgebra as LA\ns = LA.norm(x)\nt = LA.opnorm(A, 1)",
    "using LinearAlgebra: norm as qr_norm\ns = qr_norm(x)",
    "Q, R = qr(A)\nL = cholesky(A)",
    "using LinearAlgebra\nfunction pinv(A)\n    return A\nend\nP = pinv(A)",
    "x = inv.(s)\nsinv = 2x^-1",
    "if abspath(PROGRAM_FILE) == @__FILE__\n    println(A \\ b)\nend",
]
