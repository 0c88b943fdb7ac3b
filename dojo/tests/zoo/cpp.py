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
