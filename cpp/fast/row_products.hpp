// AB and AᵀB for rows of A as they stand in memory, a few at a time.
#pragma once

#include "fast/products.hpp"

namespace kata::fast {

/// All rows of A, ROWS in each block.
inline std::vector<PackedRows> blocks(MatrixView A) {
  std::vector<PackedRows> all;
  for (size_t i = 0; i < A.rows(); ++i) {
    if (i % ROWS == 0)
      all.emplace_back(A.cols());
    all.back().push(A.row(i));
  }
  return all;
}

/// C += AB for `rows` rows of A, each `step` numbers from the next, and a B cut
/// into blocks.
inline void product_AB(const double *A, size_t step, size_t rows,
                       const std::vector<PackedRows> &B, PaddedMatrix &C) {
  for (size_t l = 0; l < B.size(); ++l)
    for (size_t i = 0; i < rows; i += W) {
      const double *row[W]; // the last stands for those that are not there
      for (size_t r = 0; r < W; ++r)
        row[r] = A + std::min(i + r, rows - 1) * step + l * ROWS;
      auto entry = [=](size_t k, size_t r) { return row[r][k]; };
      add_columns(B[l].rows, entry, B[l].panel(0), PITCH, C.step(), C.row(i),
                  C.step());
    }
}

/// C += AᵀB for rows of A, each `step` numbers from the next, as many as B has.
inline void product_AtB(const double *A, size_t step, size_t cols,
                        const PackedRows &B, PaddedMatrix &C) {
  for (size_t j = 0; j < cols; j += W) {
    const double *column[W]; // the last stands for those that are not there
    for (size_t r = 0; r < W; ++r)
      column[r] = A + std::min(j + r, cols - 1);
    auto entry = [=](size_t i, size_t r) { return column[r][i * step]; };
    add_columns(B.rows, entry, B.panel(0), PITCH, C.step(), C.row(j), C.step());
  }
}

} // namespace kata::fast
