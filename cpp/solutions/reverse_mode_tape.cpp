// Automatic differentiation on a tape —
// shared_tests/katas/reverse_mode_tape/README.md
#include "katas.hpp"

using namespace kata;

// a value, its derivatives by its operands, and which nodes these are
struct Node {
  double v, dx = 0, dy = 0;
  size_t j = 0, l = 0;
};

// v, ∂v/∂x and ∂v/∂y of one operation
static Node node(int64_t op, double x, double y) {
  return op == 0   ? Node{x + y, 1, 1}
         : op == 1 ? Node{x - y, 1, -1}
         : op == 2 ? Node{x * y, y, x}
         : op == 3 ? Node{x / y, 1 / y, -x / y / y}
         : op == 4 ? Node{-x, -1}
         : op == 5 ? Node{std::exp(x), std::exp(x)}
         : op == 6 ? Node{std::log(x), 1 / x}
         : op == 7 ? Node{std::tanh(x), 1 - std::pow(std::tanh(x), 2)}
         : op == 9 ? Node{std::max(x, 0.0), double(x > 0)}
         : y == 0  ? Node{1}
                   : Node{std::pow(x, y), y * std::pow(x, y - 1)};
}

// every node; what uses one node only uses it with slope 0 besides
static std::vector<Node> played(VectorView inputs, IndexView op, IndexView a,
                                IndexView b) {
  std::vector<Node> nodes;
  for (double x : inputs)
    nodes.push_back({x});
  for (size_t i = 0; i < op.size(); ++i) {
    auto known = [&](int64_t j) { return j >= 0 && j < std::ssize(nodes); };
    bool binary = op[i] >= 0 && op[i] < 4;
    require(op[i] >= 0 && op[i] < 10 && known(a[i]) && (!binary || known(b[i])),
            InvalidParameter, "operation ", i, " or its nodes do not exist");
    size_t j = size_t(a[i]), l = binary ? size_t(b[i]) : j;
    double x = nodes[j].v, y = binary ? nodes[l].v : double(b[i]);
    bool off = op[i] == 3 ? y == 0 : op[i] == 6 ? x <= 0 : op[i] == 8 && y < 0;
    require(!off, InvalidParameter, "operation ", i, " is not defined there");
    auto [v, dx, dy, _j, _l] = node(op[i], x, y);
    nodes.push_back({v, dx, dy, j, l});
  }
  return nodes;
}

/// value = v of the last node, grad = ∂value/∂inputs, swept from last to first
std::tuple<double, Vector> kata::tape_gradient(VectorView inputs, IndexView op,
                                               IndexView a, IndexView b) {
  auto nodes = played(inputs, op, a, b);
  Vector adjoint(nodes.size());
  adjoint.back() = 1;
  for (size_t i = nodes.size(); i-- > inputs.size();) {
    // v̄ⱼ = Σ v̄ᵢ ∂vᵢ/∂vⱼ over all i that use j, and they all come later
    adjoint[nodes[i].j] += adjoint[i] * nodes[i].dx;
    adjoint[nodes[i].l] += adjoint[i] * nodes[i].dy;
  }
  adjoint.resize(inputs.size());
  return {nodes.back().v, adjoint};
}

/// value = v of the last node, dvalue = Σ ∂value/∂inputsⱼ tⱼ, swept forwards
std::tuple<double, double> kata::tape_jvp(VectorView inputs, VectorView tangent,
                                          IndexView op, IndexView a,
                                          IndexView b) {
  auto nodes = played(inputs, op, a, b);
  Vector dot(tangent.begin(), tangent.end());
  // v̇ᵢ = Σ ∂vᵢ/∂vⱼ v̇ⱼ over the nodes j that i uses
  for (size_t i = inputs.size(); i < nodes.size(); ++i)
    dot.push_back(nodes[i].dx * dot[nodes[i].j] +
                  nodes[i].dy * dot[nodes[i].l]);
  return {nodes.back().v, dot.back()};
}
