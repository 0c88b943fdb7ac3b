// Multiple regression by the normal equations —
// shared_tests/katas/ols_normal_equations/README.md
#include "katas.h"

/// w = argmin ½‖Xw − y‖², so XᵀX w = Xᵀy
refusal ols(matrix X, vector y, double *w) {
  int64_t p = X.p;
  REQUIRE(X.n >= p, RankDeficient, "%d columns of length %d are dependent",
          (int)p, (int)X.n);
  // ∇ ½‖Xw − y‖² = Xᵀ(Xw − y) = 0
  NUMBERS(G, p * p);
  NUMBERS(b, p);
  TRY(gram(X, G));
  TRY(rmatvec(X, y, b));
  // XᵀX is positive definite exactly when the columns of X are independent
  refusal why = cholesky_solve((matrix){p, p, G}, (vector){p, b}, w);
  REQUIRE(!why || why == TO_DO, RankDeficient, "dependent columns: %s", why);
  return why;
}

/// ŷ = X w
refusal predict(matrix X, vector w, double *yhat) {
  // ŷᵢ is row i of X times w
  return matvec(X, w, yhat);
}
