/* What one core can do: multiply-adds in registers, and numbers read from memory. */
#include <stddef.h>

typedef double eight __attribute__((vector_size(64)));

/* 192·k multiply-adds in twelve independent chains of eight numbers, twice unrolled. */
double multiply_add(long k) {
  eight a[12], x = {1, 1, 1, 1, 1, 1, 1, 1}, y = x * 1e-9;
  for (int i = 0; i < 12; ++i)
    a[i] = x * i;
  for (long step = 0; step < k; ++step)
    for (int twice = 0; twice < 2; ++twice)
#pragma GCC unroll 12
      for (int i = 0; i < 12; ++i)
        a[i] = a[i] * x + y;
  double sum = 0;
  for (int i = 0; i < 12; ++i)
    for (int j = 0; j < 8; ++j)
      sum += a[i][j];
  return sum;
}

/* The sum of n numbers, n a multiple of 64, read so many times. */
double read_all(const double *x, size_t n, long times) {
  eight a[8] = {{0}};
  for (long t = 0; t < times; ++t) {
    __asm__ volatile("" : : "r"(x) : "memory"); /* they may have changed */
    for (size_t i = 0; i < n; i += 64)
#pragma GCC unroll 8
      for (int j = 0; j < 8; ++j) {
        eight v;
        __builtin_memcpy(&v, x + i + 8 * j, sizeof v);
        a[j] += v;
      }
  }
  eight s = a[0] + a[1] + a[2] + a[3] + a[4] + a[5] + a[6] + a[7];
  return s[0] + s[1] + s[2] + s[3] + s[4] + s[5] + s[6] + s[7];
}
