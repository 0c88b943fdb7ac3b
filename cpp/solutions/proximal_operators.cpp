// Soft-thresholding and friends —
// shared_tests/katas/proximal_operators/README.md
#include "katas.hpp"

#include <unordered_map>

using namespace kata;

/// u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
Vector kata::soft_threshold(VectorView v, double t) {
  require(t >= 0, InvalidParameter, "t is ", t, ", below 0");
  // 0 ∈ u − v + t ∂|u|, where ∂|u| is sign u, and all of [−1, 1] at 0
  return map(v, [=](double vj) {
    return std::copysign(std::max(std::abs(vj) - t, 0.0), vj);
  });
}

/// u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
Vector kata::prox_elastic_net(VectorView v, double t, double l1, double l2) {
  if (std::min({t, l1, l2}) < 0)
    throw Refusal(InvalidParameter, "t, l1, l2 are ", t, ", ", l1, ", ", l2,
                  ", one is negative");
  // 0 ∈ (1 + t l₂) u − v + t l₁ ∂|u|
  return soft_threshold(v, t * l1) / (1 + t * l2);
}

/// u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
Vector kata::prox_group(VectorView v, double t, IndexView groups) {
  require(t >= 0, InvalidParameter, "t is ", t, ", below 0");
  if (int64_t g = std::ranges::min(groups); g < 0)
    throw Refusal(InvalidParameter, "a group is ", g, ", they count from 0");
  // 0 ∈ u_g − v_g + t ∂‖u_g‖, so u_g = v_g max(0, 1 − t/‖v_g‖)
  std::unordered_map<int64_t, double> factor;
  for (size_t j = 0; j < v.size(); ++j)
    factor[groups[j]] += v[j] * v[j];
  for (auto &[g, f] : factor)
    f = std::max(0.0, 1 - t / std::sqrt(f));
  Vector u(v.begin(), v.end());
  for (size_t j = 0; j < u.size(); ++j)
    u[j] *= factor[groups[j]];
  return u;
}

/// u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
Vector kata::project_l1_ball(VectorView v, double radius) {
  require(radius > 0, InvalidParameter, "radius is ", radius, ", not positive");
  // u = S(v, θ); with the k largest |v| left, ‖u‖₁ = radius for
  // θₖ = (Σ |v| − radius)/k
  Vector m = map(v, [](double vj) { return std::abs(vj); });
  std::ranges::sort(m, std::greater{});
  // θₖ rises while |v|₍ₖ₊₁₎ > θₖ and falls from there: θ is the largest, 0
  // inside the ball
  double theta = 0, sum = 0;
  for (size_t k = 0; k < m.size(); ++k) {
    sum += m[k];
    theta = std::max(theta, (sum - radius) / double(k + 1));
  }
  return soft_threshold(v, theta);
}
