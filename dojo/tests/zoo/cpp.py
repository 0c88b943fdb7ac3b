"""C++ functions that go wrong: animal → (function, its body)."""

ANIMALS = {
    "segfault": ("compensated_sum", "return *static_cast<volatile double *>(nullptr);"),
    "abort": ("mean_var", "return {VectorView{}[0], 0};"),  # an assertion
    "stack overflow": (
        "covariance",
        """\
  volatile char page[4096];
  page[0] = 1;
  Matrix C = covariance(X, ddof);
  C(0, 0) += page[0];
  return C;""",
    ),
    "endless loop": ("forward_substitution", "for (volatile int i = 0;; i = 1 - i) {}"),
    "endless allocation": (
        "back_substitution",
        "std::vector<Vector> kept;\n  for (;;) kept.emplace_back(1 << 22, 1.0);",
    ),
    "exit": ("fit_line", "std::exit(0);"),
    "flood": ("one_hot", 'for (;;) std::puts("and on it goes");'),
    "mutation": (
        "predict",
        "const_cast<double *>(X.data())[0] += 1; return Vector(X.rows());",
    ),
    "NaN": ("predict_line", "return Vector(x.size(), 0.0 / 0.0);"),
    "exception": ("merge_moments", "return {na, Vector{}.at(3), 0};"),
    "wrong shape": ("polynomial_features", "return Matrix(1, 1);"),
    "wrong refusal": (
        "unstandardize",
        'throw Refusal(Kind::RankDeficient, "no reason");',
    ),
}
SYNTAX_ERROR = "return ((;"

# what does not keep to the border between a kata and its grader
HOSTILE = {
    "closed descriptors": (
        "sgd",
        "for (int fd = 3; fd < 256; ++fd) close(fd);\n  for (volatile int i = 0;; i = 1 - i) {}",
    ),
    "garbage": (
        "adagrad",
        'for (int fd = 3; fd < 64; ++fd)\n    if (write(fd, "\\0\\0\\0\\4abcd", 8) < 0) continue;\n  return {};',
    ),
    "half a message": (
        "rmsprop",
        'for (int fd = 3; fd < 64; ++fd)\n    if (write(fd, "kata\\0\\0\\0", 7) < 0) continue;\n  for (volatile int i = 0;; i = 1 - i) {}',
    ),
    "answers twice": (
        "adam",
        "fork();\n  return {Vector(w0.begin(), w0.end()), Vector(iters + 1)};",
    ),
    "leaves a process": (
        "heavy_ball",
        "if (fork() == 0) for (;;) pause();\n  return {Vector(w0.begin(), w0.end()), Vector(iters + 1)};",
    ),
    "leaves a daemon": (
        "nesterov",
        """\
  if (fork() == 0) {
    setsid();
    if (fork() == 0) for (;;) pause();
    _exit(0);
  }
  wait(nullptr);
  return {Vector(w0.begin(), w0.end()), Vector(iters + 1)};""",
    ),
    "sleeps": ("median", "for (;;) pause();"),
    "ends its watcher": (
        "theil_sen",
        "kill(getppid(), SIGKILL); sleep(9); return {0, 0};",
    ),
    "its children eat memory": (
        "svd",
        "Vector kept(fork() == 0 ? 1 << 27 : 1, 1.0);\n  for (;;) pause();",
    ),
}
HARMLESS = {
    "a file of 2 MiB": (
        "soft_threshold",
        "FILE *file = std::tmpfile();\n  for (int i = 0; i < 2 << 20; ++i) std::fputc(0, file);\n  std::fclose(file);",
    ),
    "rounding mode": ("prox_elastic_net", "std::fesetround(FE_DOWNWARD);"),
    "alarm": ("project_l1_ball", "ualarm(50000, 0);"),
    "folder and environment": (
        "gaussian_loglik",
        'if (chdir("/")) return 0;\n  setlocale(LC_ALL, "C.UTF-8");',
    ),
    "stops its watcher": ("softplus", "kill(getppid(), SIGSTOP);"),
}
INCLUDES = "#include <cfenv>\n#include <clocale>\n#include <csignal>\n#include <cstdio>\n#include <sys/wait.h>\n#include <unistd.h>\n"

# kata files that solve in the lines which are numbered, and some that do not
SOLVES = [
    ("#include <Eigen/Dense>", [1]),
    ('\n#include "Eigen/Dense"', [2]),
    ("#include <eigen3/Eigen/QR>", [1]),
    ("  #  include <armadillo>", [1]),
    ("/* so */ #include <cblas.h>", [1]),
    ("/* one\n two */\n#include <lapacke.h> // why not", [3]),
    ("#include <mkl.h>\n#include <boost/numeric/ublas/lu.hpp>", [1, 2]),
]
MULTIPLIES = [
    "Matrix L = cholesky(A);",
    "// #include <Eigen/Dense>",
    "/*\n#include <Eigen/Dense>\n*/",
    'auto s = "\\n#include <Eigen/Dense>";',
    'auto s = R"(\n#include <Eigen/Dense>\n)";',
    "char quote = '\"'; // \"\n#include <vector> // not <Eigen>",
]
