// Vectors and row-major matrices: views of somebody's numbers for inputs,
// owners for results.
#pragma once

#include <cassert>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace kata {

using Vector = std::vector<double>;
using VectorView = std::span<const double>;
using Labels = std::span<const int64_t>;

/// A read-only rows×cols matrix. A(i, j) is an entry, A.row(i) a vector.
class MatrixView {
public:
  MatrixView(const double *data, size_t rows, size_t cols)
      : data_(data), rows_(rows), cols_(cols) {}

  size_t rows() const { return rows_; }
  size_t cols() const { return cols_; }
  const double *data() const { return data_; }
  VectorView entries() const { return {data_, rows_ * cols_}; }

  double operator()(size_t i, size_t j) const {
    assert(i < rows_ && j < cols_);
    return data_[i * cols_ + j];
  }
  VectorView row(size_t i) const {
    assert(i < rows_);
    return {data_ + i * cols_, cols_};
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
  explicit Matrix(MatrixView A) : Matrix(A.rows(), A.cols()) {
    data_.assign(A.data(), A.data() + A.rows() * A.cols());
  }

  size_t rows() const { return rows_; }
  size_t cols() const { return cols_; }
  const double *data() const { return data_.data(); }
  std::span<double> entries() { return data_; }
  VectorView entries() const { return data_; }
  operator MatrixView() const { return {data_.data(), rows_, cols_}; }

  double &operator()(size_t i, size_t j) {
    assert(i < rows_ && j < cols_);
    return data_[i * cols_ + j];
  }
  double operator()(size_t i, size_t j) const {
    assert(i < rows_ && j < cols_);
    return data_[i * cols_ + j];
  }
  std::span<double> row(size_t i) {
    assert(i < rows_);
    return {data_.data() + i * cols_, cols_};
  }
  VectorView row(size_t i) const {
    assert(i < rows_);
    return {data_.data() + i * cols_, cols_};
  }

private:
  size_t rows_, cols_;
  std::vector<double> data_;
};

inline Matrix transpose(MatrixView A) {
  return {A.cols(), A.rows(), [=](size_t i, size_t j) { return A(j, i); }};
}

} // namespace kata
