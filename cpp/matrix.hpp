// Vectors and row-major matrices: views of somebody's numbers for inputs,
// owners for results.
#pragma once

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <source_location>
#include <span>
#include <sstream>
#include <stdexcept>
#include <utility>
#include <vector>

namespace kata {

using Vector = std::vector<double>;
using VectorView = std::span<const double>;
using IndexView = std::span<const int64_t>;

/// An index that is none of a matrix: the place that asked for it, and why.
struct [[gnu::visibility("default")]] OutOfRange : std::out_of_range {
  using std::out_of_range::out_of_range;
};

using Place = std::source_location;

/// cpp/katas/ridge.cpp:12: (3, 0) is no entry of a 3×2 matrix
template <class... Words>
[[noreturn]] void out_of_range(const Place &at, const Words &...words) {
  std::ostringstream line;
  (line << at.file_name() << ':' << at.line() << ": " << ... << words);
#ifdef __SANITIZE_ADDRESS__
  std::fprintf(stderr, "%s\n", line.str().c_str());
  std::abort(); // the sanitizer tells the way that led here
#else
  throw OutOfRange(line.str());
#endif
}

namespace detail {

/// Where entry (i, j) stands; the timed build does not look.
inline size_t entry(size_t i, size_t j, size_t rows, size_t cols,
                    [[maybe_unused]] const Place &at) {
#ifndef NDEBUG
  if (i >= rows || j >= cols) [[unlikely]]
    out_of_range(at, '(', int64_t(i), ", ", int64_t(j), ") is no entry of a ",
                 rows, "×", cols, " matrix");
#endif
  return i * cols + j;
}

/// Where row i begins.
inline size_t start(size_t i, size_t rows, size_t cols,
                    [[maybe_unused]] const Place &at) {
#ifndef NDEBUG
  if (i >= rows) [[unlikely]]
    out_of_range(at, int64_t(i), " is no row of a ", rows, "×", cols,
                 " matrix");
#endif
  return i * cols;
}

/// Lengths that must agree.
inline void agree([[maybe_unused]] size_t n, [[maybe_unused]] size_t m,
                  [[maybe_unused]] const Place &at) {
#ifndef NDEBUG
  if (n != m) [[unlikely]]
    out_of_range(at, "the lengths ", n, " and ", m, " differ");
#endif
}

} // namespace detail

/// A read-only rows×cols matrix. A(i, j) is an entry, A.row(i) a vector.
class MatrixView {
public:
  MatrixView(const double *data, size_t rows, size_t cols)
      : data_(data), rows_(rows), cols_(cols) {}

  size_t rows() const { return rows_; }
  size_t cols() const { return cols_; }
  const double *data() const { return data_; }
  VectorView entries() const { return {data_, rows_ * cols_}; }

  double operator()(size_t i, size_t j, Place at = Place::current()) const {
    return data_[detail::entry(i, j, rows_, cols_, at)];
  }
  VectorView row(size_t i, Place at = Place::current()) const {
    return {data_ + detail::start(i, rows_, cols_, at), cols_};
  }

private:
  const double *data_;
  size_t rows_, cols_;
};

/// A rows×cols matrix of its own numbers, all 0 at first. It is also a view.
class Matrix {
public:
  Matrix() : Matrix(0, 0) {}
  Matrix(size_t rows, size_t cols)
      : rows_(rows), cols_(cols), data_(rows * cols) {}
  /// The matrix with entries f(i, j).
  template <std::invocable<size_t, size_t> F>
  Matrix(size_t rows, size_t cols, F f) : Matrix(rows, cols) {
    for (size_t i = 0; i < rows; ++i)
      for (size_t j = 0; j < cols; ++j)
        (*this)(i, j) = f(i, j);
  }
  /// The matrix of these numbers, row by row.
  Matrix(size_t rows, size_t cols, Vector entries, Place at = Place::current())
      : rows_(rows), cols_(cols), data_(std::move(entries)) {
    detail::agree(data_.size(), rows * cols, at);
  }
  explicit Matrix(MatrixView A) : Matrix(A.rows(), A.cols()) {
    data_.assign(A.data(), A.data() + A.rows() * A.cols());
  }

  size_t rows() const { return rows_; }
  size_t cols() const { return cols_; }
  const double *data() const { return data_.data(); }
  std::span<double> entries() { return data_; }
  VectorView entries() const { return data_; }
  operator MatrixView() const { return {data_.data(), rows_, cols_}; }

  double &operator()(size_t i, size_t j, Place at = Place::current()) {
    return data_[detail::entry(i, j, rows_, cols_, at)];
  }
  double operator()(size_t i, size_t j, Place at = Place::current()) const {
    return data_[detail::entry(i, j, rows_, cols_, at)];
  }
  std::span<double> row(size_t i, Place at = Place::current()) {
    return {data_.data() + detail::start(i, rows_, cols_, at), cols_};
  }
  VectorView row(size_t i, Place at = Place::current()) const {
    return {data_.data() + detail::start(i, rows_, cols_, at), cols_};
  }

private:
  size_t rows_, cols_;
  std::vector<double> data_;
};

inline Matrix transpose(MatrixView A) {
  return {A.cols(), A.rows(), [=](size_t i, size_t j) { return A(j, i); }};
}
inline Matrix identity(size_t n) {
  return {n, n, [](size_t i, size_t j) { return i == j; }};
}

/// [A; B], the rows of B below those of A.
inline Matrix stack(MatrixView A, MatrixView B, Place at = Place::current()) {
  detail::agree(A.cols(), B.cols(), at);
  auto entry = [=](size_t i, size_t j) {
    return i < A.rows() ? A(i, j) : B(i - A.rows(), j);
  };
  return {A.rows() + B.rows(), A.cols(), entry};
}

/// [x; y]
inline Vector stack(VectorView x, VectorView y) {
  Vector z(x.begin(), x.end());
  z.insert(z.end(), y.begin(), y.end());
  return z;
}

/// Entry by entry: f(xᵢ), or f(xᵢ, yᵢ). Beside a matrix, a vector is each row.
template <class F> Vector map(VectorView x, F f) {
  Vector z(x.size());
  std::ranges::transform(x, z.begin(), f);
  return z;
}
template <class F>
Vector map(VectorView x, VectorView y, F f, Place at = Place::current()) {
  detail::agree(x.size(), y.size(), at);
  Vector z(x.size());
  std::ranges::transform(x, y, z.begin(), f);
  return z;
}
template <class F> Matrix map(MatrixView A, F f) {
  auto entry = [=](size_t i, size_t j) { return f(A(i, j)); };
  return {A.rows(), A.cols(), entry};
}
template <class F>
Matrix map(MatrixView A, MatrixView B, F f, Place at = Place::current()) {
  detail::agree(A.rows(), B.rows(), at);
  detail::agree(A.cols(), B.cols(), at);
  auto entry = [=](size_t i, size_t j) { return f(A(i, j), B(i, j)); };
  return {A.rows(), A.cols(), entry};
}
template <class F>
Matrix map(MatrixView A, VectorView y, F f, Place at = Place::current()) {
  detail::agree(A.cols(), y.size(), at);
  auto entry = [=](size_t i, size_t j) { return f(A(i, j), y[j]); };
  return {A.rows(), A.cols(), entry};
}

/// What can be added, subtracted and scaled, entry by entry.
template <class A>
concept Array = std::same_as<A, Vector> || std::same_as<A, VectorView> ||
                std::same_as<A, std::span<double>> || std::same_as<A, Matrix> ||
                std::same_as<A, MatrixView>;

template <Array A, Array B> auto operator+(const A &a, const B &b) {
  return map(a, b, std::plus{});
}
template <Array A, Array B> auto operator-(const A &a, const B &b) {
  return map(a, b, std::minus{});
}
template <Array A> auto operator+(const A &a, double c) {
  return map(a, [=](double x) { return x + c; });
}
template <Array A> auto operator-(const A &a, double c) { return a + -c; }
template <Array A> auto operator*(double c, const A &a) {
  return map(a, [=](double x) { return c * x; });
}
template <Array A> auto operator/(const A &a, double c) {
  return map(a, [=](double x) { return x / c; });
}

/// y += a x, with no temporary
inline void axpy(double a, VectorView x, std::span<double> y,
                 Place at = Place::current()) {
  detail::agree(x.size(), y.size(), at);
  for (size_t i = 0; i < x.size(); ++i)
    y[i] += a * x[i];
}
inline void operator+=(std::span<double> x, VectorView y) { axpy(1, y, x); }
inline void operator-=(std::span<double> x, VectorView y) { axpy(-1, y, x); }
inline void operator-=(std::span<double> x, double c) {
  for (double &xi : x)
    xi -= c;
}
inline void operator-=(Matrix &A, MatrixView B) { A.entries() -= B.entries(); }

} // namespace kata
