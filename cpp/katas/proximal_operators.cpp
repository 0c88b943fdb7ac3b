// Soft-thresholding and friends —
// shared_tests/katas/proximal_operators/README.md
#include "katas.hpp"

#include <unordered_map>

using namespace kata;

/// u = S(v, t) = argmin ½‖u − v‖² + t‖u‖₁
Vector kata::soft_threshold(VectorView v, double t) {
  // v[p], t -> u[p]
  not_implemented();
}

/// u = argmin ½‖u − v‖² + t(l₁‖u‖₁ + (l₂/2)‖u‖²)
Vector kata::prox_elastic_net(VectorView v, double t, double l1, double l2) {
  // v[p], t, l1, l2 -> u[p]
  not_implemented();
}

/// u = argmin ½‖u − v‖² + t Σ_g ‖u_g‖
Vector kata::prox_group(VectorView v, double t, IndexView groups) {
  // v[p], t, groups[p]:int -> u[p]
  not_implemented();
}

/// u = argmin ½‖u − v‖² over ‖u‖₁ ≤ radius
Vector kata::project_l1_ball(VectorView v, double radius) {
  // v[p], radius -> u[p]
  not_implemented();
}
