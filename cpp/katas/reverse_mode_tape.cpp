// Automatic differentiation on a tape —
// shared_tests/katas/reverse_mode_tape/README.md
#include "katas.hpp"

using namespace kata;

// a value, its derivatives by its operands, and which nodes these are
struct Node {
  double v, dx = 0, dy = 0;
  size_t j = 0, l = 0;
};

/// value = v of the last node, grad = ∂value/∂inputs, swept from last to first
std::tuple<double, Vector> kata::tape_gradient(VectorView inputs, IndexView op,
                                               IndexView a, IndexView b) {
  // inputs[k], op[m]:int, a[m]:int, b[m]:int -> value, grad[k]
  not_implemented();
}

/// value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards
std::tuple<double, double> kata::tape_jvp(VectorView inputs, VectorView tangent,
                                          IndexView op, IndexView a,
                                          IndexView b) {
  // inputs[k], tangent[k], op[m]:int, a[m]:int, b[m]:int -> value, dvalue
  not_implemented();
}
