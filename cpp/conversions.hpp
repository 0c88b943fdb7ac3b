// Conversions between numpy and C++: arrays in without a copy, owners out
// without a copy, refusals as exceptions. A module is
//   ENUMERATION(Activation, "tanh", "relu")
//   PYBIND11_MODULE(katas, module) {
//     prepare(module);
//     KATA(ridge);
//   }
#pragma once

#include <string_view>
#include <vector>

#include <pybind11/numpy.h>
#include <pybind11/pybind11.h>

#include "matrix.hpp"
#include "refusals.hpp"

namespace py = pybind11;

namespace pybind11::detail {

// A contiguous array of the right type is seen in place; anything else is a
// TypeError.
template <class T, int rank> array_t<T> array_of(handle source) {
  if (!array_t<T, array::c_style>::check_(source))
    return reinterpret_steal<array_t<T>>(handle());
  auto array = reinterpret_borrow<array_t<T>>(source);
  return array.ndim() == rank ? array : reinterpret_steal<array_t<T>>(handle());
}

template <class T> struct type_caster<std::span<const T>> {
  using View = std::span<const T>;
  PYBIND11_TYPE_CASTER(View, const_name("vector"));
  bool load(handle source, bool) {
    auto array = array_of<T, 1>(source);
    if (array)
      value = {array.data(), static_cast<size_t>(array.shape(0))};
    return static_cast<bool>(array);
  }
};

template <> struct type_caster<kata::MatrixView> {
  static constexpr auto name = const_name("matrix");
  template <class T> using cast_op_type = kata::MatrixView;
  operator kata::MatrixView() { return value; }
  kata::MatrixView value{nullptr, 0, 0};
  bool load(handle source, bool) {
    auto array = array_of<double, 2>(source);
    if (array)
      value = {array.data(), static_cast<size_t>(array.shape(0)),
               static_cast<size_t>(array.shape(1))};
    return static_cast<bool>(array);
  }
};

// An enumerator comes as its name.
template <class Enum> inline const std::vector<std::string_view> enum_names;

template <class Enum> struct enum_caster {
  PYBIND11_TYPE_CASTER(Enum, const_name("name"));
  bool load(handle source, bool) {
    if (!isinstance<str>(source))
      return false;
    const auto &names = enum_names<Enum>;
    auto at = std::ranges::find(names, source.cast<std::string_view>());
    value = static_cast<Enum>(at - names.begin());
    return at != names.end();
  }
};

// The result moves to the heap and numpy's array keeps it alive.
template <class Owner, class T>
handle give(Owner &&owner, const std::vector<size_t> &shape, const T *) {
  auto *kept = new Owner(std::move(owner));
  capsule base(kept, [](void *p) { delete static_cast<Owner *>(p); });
  return array_t<T>(shape, kept->data(), base).release();
}

template <class T> struct type_caster<std::vector<T>> {
  PYBIND11_TYPE_CASTER(std::vector<T>, const_name("vector"));
  static handle cast(std::vector<T> v, return_value_policy, handle) {
    size_t n = v.size();
    return give(std::move(v), {n}, v.data());
  }
};

template <> struct type_caster<kata::Matrix> {
  PYBIND11_TYPE_CASTER(kata::Matrix, const_name("matrix"));
  static handle cast(kata::Matrix A, return_value_policy, handle) {
    std::vector<size_t> shape{A.rows(), A.cols()};
    return give(std::move(A), shape, A.data());
  }
};

} // namespace pybind11::detail

inline const char *kind_name(kata::Kind kind) {
  static const char *names[] = {"InvalidParameter",    "InvalidLabel",
                                "NotPositiveDefinite", "RankDeficient",
                                "NoFiniteOptimum",     "NotConverged"};
  return names[static_cast<int>(kind)];
}

inline void translate(std::exception_ptr thrown) {
  try {
    if (thrown)
      std::rethrow_exception(thrown);
  } catch (const kata::Refusal &refusal) {
    auto kinds = py::module_::import("dojo.spec.refusals");
    py::set_error(kinds.attr(kind_name(refusal.kind)), refusal.what());
  } catch (const kata::NotImplemented &hole) {
    py::set_error(PyExc_NotImplementedError, hole.what());
  }
}

inline void prepare(py::module_ &module) {
  py::register_exception_translator(translate);
  module.def_submodule("repeat");
}

// module.name(...) calls once, module.repeat.name(k, ...) k times.
template <class Result, class... Inputs>
void define(py::module_ &module, const char *name, Result (*f)(Inputs...)) {
  using Unlocked = py::call_guard<py::gil_scoped_release>;
  module.def(name, f, Unlocked());
  auto repeat = module.attr("repeat").cast<py::module_>();
  repeat.def(
      name,
      [f](int64_t k, Inputs... inputs) {
        Result result{};
        for (; k > 0; --k)
          result = f(inputs...);
        return result;
      },
      Unlocked());
}

// The names of an enumeration, in its order.
#define ENUMERATION(Enum, ...)                                                 \
  namespace pybind11::detail {                                                 \
  template <>                                                                  \
  inline const std::vector<std::string_view> enum_names<kata::Enum>{           \
      __VA_ARGS__};                                                            \
  template <> struct type_caster<kata::Enum> : enum_caster<kata::Enum> {};     \
  }

#define KATA(name) define(module, #name, kata::name)
