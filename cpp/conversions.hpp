// The border: kata.h in C++. Arrays of the caller in without a copy, results
// copied into the caller's, refusals and exceptions as a status. It knows
// arrays, not katas:
//   ENUMERATION(Activation, "tanh", "relu")
//   KATAS = {
//       KATA(ridge),
//   };
#pragma once

#include <cxxabi.h>
#include <dlfcn.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <string_view>
#include <tuple>
#include <typeinfo>
#include <utility>

#include "matrix.hpp"
#include "refusals.hpp"

extern "C" {
#include "kata.h"
}

namespace border {

/// How a call ends, where it is not done.
struct Ending {
  kata_status status;
  std::string message;
};

// ---------------------------------------------------------------- inputs

template <class T> const T *numbers(const kata_array &a, int dtype, int rank) {
  if (a.dtype != dtype || a.rank != rank)
    throw Ending{KATA_CRASHED, "an input has dtype " + std::to_string(a.dtype) +
                                   " and rank " + std::to_string(a.rank) +
                                   ", the function takes another"};
  return static_cast<const T *>(a.data);
}

/// The names of an enumeration, in its order: ENUMERATION defines them.
template <class Enum> inline const std::vector<std::string_view> names;

/// An enumerator comes as its name.
template <class Enum> Enum read(const kata_array &a) {
  std::string_view name{numbers<char>(a, KATA_NAME, 1), size_t(a.shape[0])};
  auto at = std::ranges::find(names<Enum>, name);
  if (at == names<Enum>.end())
    throw Ending{KATA_CRASHED, "there is no choice " + std::string(name)};
  return static_cast<Enum>(at - names<Enum>.begin());
}
template <> inline double read(const kata_array &a) {
  return *numbers<double>(a, KATA_FLOAT64, 0);
}
template <> inline int64_t read(const kata_array &a) {
  return *numbers<int64_t>(a, KATA_INT64, 0);
}
template <> inline bool read(const kata_array &a) {
  return *numbers<int64_t>(a, KATA_BOOL, 0) != 0;
}
template <> inline kata::VectorView read(const kata_array &a) {
  return {numbers<double>(a, KATA_FLOAT64, 1), size_t(a.shape[0])};
}
template <> inline kata::IndexView read(const kata_array &a) {
  return {numbers<int64_t>(a, KATA_INT64, 1), size_t(a.shape[0])};
}
template <> inline kata::MatrixView read(const kata_array &a) {
  return {numbers<double>(a, KATA_FLOAT64, 2), size_t(a.shape[0]),
          size_t(a.shape[1])};
}

// ---------------------------------------------------------------- outputs

/// Copy the values; if their shape is not the expected one, say which it is.
template <class T, size_t rank>
void fill(kata_array &a, const T *values, std::array<size_t, rank> shape) {
  if (!std::equal(shape.begin(), shape.end(), a.shape, a.shape + a.rank)) {
    a.rank = rank;
    std::copy(shape.begin(), shape.end(), a.shape);
    throw Ending{KATA_WRONG_SHAPE, ""};
  }
  size_t count = 1;
  for (size_t n : shape)
    count *= n;
  std::copy(values, values + count, static_cast<T *>(a.data));
}

inline void write(double x, kata_array &a) { fill<double, 0>(a, &x, {}); }
inline void write(int64_t x, kata_array &a) { fill<int64_t, 0>(a, &x, {}); }
template <class T> void write(const std::vector<T> &x, kata_array &a) {
  fill<T, 1>(a, x.data(), {x.size()});
}
inline void write(const kata::Matrix &A, kata_array &a) {
  fill<double, 2>(a, A.data(), {A.rows(), A.cols()});
}

inline void expect(size_t count, size_t given, const char *words) {
  if (count != given)
    throw Ending{KATA_WRONG_SHAPE, std::to_string(count) + words};
}
template <class... T>
void write_all(const std::tuple<T...> &values, std::span<kata_array> outputs) {
  expect(sizeof...(T), outputs.size(), " values were returned");
  [&]<size_t... i>(std::index_sequence<i...>) {
    (write(std::get<i>(values), outputs[i]), ...);
  }(std::index_sequence_for<T...>{});
}
template <class T>
void write_all(const T &value, std::span<kata_array> outputs) {
  expect(1, outputs.size(), " value was returned");
  write(value, outputs[0]);
}

// ---------------------------------------------------------------- functions

using Inputs = std::span<const kata_array>;
using Outputs = std::span<kata_array>;
using Pointer = void (*)();

/// outputs = f(inputs...), k times, for every f of one type.
template <class Result, class... A>
void run(Pointer function, int64_t k, Inputs inputs, Outputs outputs) {
  auto f = reinterpret_cast<Result (*)(A...)>(function);
  if (inputs.size() != sizeof...(A))
    throw Ending{KATA_CRASHED, std::to_string(inputs.size()) +
                                   " inputs were given, the function takes " +
                                   std::to_string(sizeof...(A))};
  auto arguments = [&]<size_t... i>(std::index_sequence<i...>) {
    return std::tuple<A...>(read<A>(inputs[i])...);
  }(std::index_sequence_for<A...>{});
  Result result{};
  for (; k > 0; --k)
    result = std::apply(f, arguments);
  write_all(result, outputs);
}

struct Function {
  std::string_view name;
  Pointer pointer;
  void (*run)(Pointer, int64_t, Inputs, Outputs);
};
template <class Result, class... A>
Function function(const char *name, Result (*f)(A...)) {
  return {name, reinterpret_cast<Pointer>(f), run<Result, A...>};
}

/// What this program offers: KATAS defines it.
extern const std::vector<Function> functions;

inline void call(std::string_view name, int64_t k, Inputs inputs,
                 Outputs outputs) {
  auto f = std::ranges::find(functions, name, &Function::name);
  if (f == functions.end())
    throw Ending{KATA_NO_SUCH_FUNCTION, "bindings.cpp lists the functions."};
  f->run(f->pointer, k, inputs, outputs);
}

// ---------------------------------------------------------------- endings

inline const char *name_of(kata::Kind kind) {
  static const char *names[] = {"InvalidParameter",    "InvalidLabel",
                                "NotPositiveDefinite", "RankDeficient",
                                "NoFiniteOptimum",     "NotConverged"};
  return names[static_cast<int>(kind)];
}

/// std::out_of_range, as its author writes it.
inline std::string name_of(const std::type_info &type) {
  int status;
  std::unique_ptr<char, void (*)(void *)> name(
      abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
  return name ? name.get() : type.name();
}

/// How the exception that is being handled ends the call.
inline Ending ending() {
  try {
    throw;
  } catch (const Ending &end) {
    return end;
  } catch (const kata::Refusal &refusal) {
    return {KATA_REFUSED,
            std::string(name_of(refusal.kind)) + " " + refusal.what()};
  } catch (const kata::NotImplemented &hole) {
    return {KATA_NOT_IMPLEMENTED, hole.what()};
  } catch (const kata::OutOfRange &error) {
    return {KATA_CRASHED, error.what()};
  } catch (const std::bad_alloc &) {
    return {KATA_OUT_OF_MEMORY, "an allocation failed"};
  } catch (const std::exception &error) {
    return {KATA_CRASHED, name_of(typeid(error)) + ": " + error.what()};
  } catch (const char *words) {
    return {KATA_CRASHED, std::string("it threw \"") + words + '"'};
  } catch (const std::string &words) {
    return {KATA_CRASHED, "it threw \"" + words + '"'};
  } catch (...) {
    auto type = abi::__cxa_current_exception_type();
    return {KATA_CRASHED, "it threw " + (type ? name_of(*type) : "something")};
  }
}

/// The words, cut between two characters of UTF-8 to what has room, and a 0.
inline void copy(std::string_view words, std::span<char> message) {
  size_t room = std::min(words.size(), message.size() - 1);
  while (room < words.size() && room > 0 && (words[room] & 0xC0) == 0x80)
    --room;
  std::copy_n(words.data(), room, message.data());
  message[room] = 0;
}

/// Whether an exception ends the process where it is thrown: for whoever
/// watches the way that leads there.
inline const bool uncaught = std::getenv("KATA_UNCAUGHT");

/// What running it comes to.
inline Ending ending_of(const auto &run) {
  if (uncaught)
    return run(), Ending{KATA_DONE, ""};
  try {
    return run(), Ending{KATA_DONE, ""};
  } catch (...) {
    return ending();
  }
}

} // namespace border

#define ENUMERATION(Enum, ...)                                                 \
  template <>                                                                  \
  inline const std::vector<std::string_view> border::names<kata::Enum>{        \
      __VA_ARGS__};
#define KATAS const std::vector<border::Function> border::functions
#define KATA(name) border::function(#name, kata::name)
#define EXPORT extern "C" __attribute__((visibility("default")))

// ---------------------------------------------------------------- entry points

EXPORT int32_t kata_repeat(int64_t k, const char *name,
                           const kata_array *inputs, int32_t n_inputs,
                           kata_array *outputs, int32_t n_outputs,
                           char *message, int32_t message_capacity) {
  const border::Ending end = border::ending_of([&] {
    border::call(name, k, {inputs, size_t(n_inputs)},
                 {outputs, size_t(n_outputs)});
  });
  border::copy(end.message, {message, size_t(message_capacity)});
  return end.status;
}

EXPORT int32_t kata_call(const char *name, const kata_array *inputs,
                         int32_t n_inputs, kata_array *outputs,
                         int32_t n_outputs, char *message,
                         int32_t message_capacity) {
  return kata_repeat(1, name, inputs, n_inputs, outputs, n_outputs, message,
                     message_capacity);
}

/// The library in which a function stands.
EXPORT const char *kata_where(const char *name) {
  auto f = std::ranges::find(border::functions, std::string_view(name),
                             &border::Function::name);
  Dl_info found{};
  if (f != border::functions.end())
    dladdr(reinterpret_cast<void *>(f->pointer), &found);
  return found.dli_fname ? found.dli_fname : "";
}
