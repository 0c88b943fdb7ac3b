// What a kata file sees: the types of its arguments, how it refuses, and every
// other kata.
#pragma once

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

// What is given, to be read only: n numbers, or n rows of p.
typedef struct {
  int64_t n;
  const double *at;
} vector;
typedef struct {
  int64_t n;
  const int64_t *at;
} integers;
typedef struct {
  int64_t n, p;
  const double *at;
} matrix;
// One of the names that a signature lists, without a final 0.
typedef struct {
  int64_t n;
  const char *at;
} text;

static inline vector row(matrix A, int64_t i) {
  return (vector){A.p, A.at + i * A.p};
}

// NULL where a function has written its outputs; else the kind and the reason.
typedef const char *refusal;
extern const char TO_DO[];
refusal refuse(const char *kind, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

// Go on only if this holds.
#define REQUIRE(holds, kind, ...)                                              \
  do {                                                                         \
    if (!(holds))                                                              \
      return refuse(#kind, __VA_ARGS__);                                       \
  } while (0)

// Go on only if a kata that is called has an answer.
#define TRY(call)                                                              \
  do {                                                                         \
    refusal why_ = (call);                                                     \
    if (why_)                                                                  \
      return why_;                                                             \
  } while (0)

// `count` numbers, at first 0, that are freed where the block ends.
#define NUMBERS(name, count)                                                   \
  __attribute__((cleanup(freed))) double *name = calloc(count, sizeof(double))
static inline void freed(double **numbers) { free(*numbers); }

#define KATA(name, parameters, arguments) refusal name parameters;
#include "list.h"
#undef KATA
