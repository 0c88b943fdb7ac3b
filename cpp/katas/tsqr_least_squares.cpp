// Tall-skinny QR over blocks — shared_tests/katas/tsqr_least_squares/README.md
#include "katas.hpp"

using namespace kata;

/// TᵀT = AᵀA, T upper triangular with tⱼⱼ ≥ 0
Matrix kata::triangle(MatrixView A) {
  // A[m,q] -> T[q,q]
  not_implemented();
}

/// TᵀT = T_aᵀT_a + T_bᵀT_b, T upper triangular with tⱼⱼ ≥ 0
Matrix kata::merge_triangles(MatrixView T_a, MatrixView T_b) {
  // T_a[q,q], T_b[q,q] -> T[q,q]
  not_implemented();
}

/// Rw = z and sse = ρ², where T = [R z; 0 ρ]
std::tuple<Vector, double> kata::solve_triangle(MatrixView T) {
  // T[q,q] -> w[q-1], sse
  not_implemented();
}

/// w = argmin ‖Xw − y‖², sse = ‖Xw − y‖², from the triangles of blocks of [X y]
std::tuple<Vector, double> kata::tsqr_ls(MatrixView X, VectorView y,
                                         IndexView offsets) {
  // X[n,p], y[n], offsets[k]:int -> w[p], sse
  not_implemented();
}
