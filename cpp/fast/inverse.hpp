// The inverse of a Hessian, for more than one step.
#pragma once

#include "katas.hpp"

namespace kata::fast {

/// x += c y
inline void add(Vector &x, double c, const Vector &y) {
  for (size_t j = 0; j < x.size(); ++j)
    x[j] += c * y[j];
}

/// H⁻¹ of an earlier point, brought up to date by the steps since and by what
/// they have changed in ∇J (L-BFGS). Nocedal 1980.
class Inverse {
public:
  void factor(MatrixView H) {
    L_ = cholesky(H);
    U_ = transpose(L_);
    steps_.clear();
    scale_ = 1;
  }
  void learn(Vector s, Vector dg) {
    double sy = dot(s, dg);
    scale_ = sy / dot(dg, solve(dg));
    steps_.push_back({std::move(s), std::move(dg), sy});
  }
  Vector times(Vector g) const {
    Vector a;
    for (size_t i = steps_.size(); i-- > 0;) {
      auto &[s, dg, sy] = steps_[i];
      a.push_back(dot(s, g) / sy);
      add(g, -a.back(), dg);
    }
    g = solve(g);
    for (double &x : g)
      x *= scale_;
    for (auto &[s, dg, sy] : steps_) {
      add(g, a.back() - dot(dg, g) / sy, s);
      a.pop_back();
    }
    return g;
  }

private:
  Matrix L_, U_;
  double scale_;
  std::vector<std::tuple<Vector, Vector, double>> steps_;

  Vector solve(VectorView g) const {
    return back_substitution(U_, forward_substitution(L_, g));
  }
};

} // namespace kata::fast
