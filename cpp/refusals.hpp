// Why a kata refuses to answer, and what a stub says.
#pragma once

#include <sstream>
#include <stdexcept>
#include <string>

namespace kata {

enum class Kind {
  InvalidParameter,    // a scalar or an index lies outside its stated range
  InvalidLabel,        // a label lies outside its domain
  NotPositiveDefinite, // a symmetric matrix has a pivot that is not positive
  RankDeficient,   // the columns are linearly dependent, to working precision
  NoFiniteOptimum, // the infimum is not attained
  NotConverged,    // the stopping rule was not met
};

using enum Kind;

/// throw Refusal(RankDeficient, "pivot ", j, " is ", d);
struct [[gnu::visibility("default")]] Refusal : std::runtime_error {
  template <class... Words>
  explicit Refusal(Kind kind, const Words &...words)
      : std::runtime_error((std::ostringstream{} << ... << words).str()),
        kind(kind) {}
  Kind kind;
};

/// require(d > 0, RankDeficient, "pivot ", j, " is ", d): go on only if it
/// holds.
template <class... Words>
void require(bool holds, Kind kind, const Words &...words) {
  if (!holds)
    throw Refusal(kind, words...);
}

struct [[gnu::visibility("default")]] NotImplemented : std::logic_error {
  NotImplemented() : std::logic_error("not implemented") {}
};

/// The body of a stub.
[[noreturn]] inline void not_implemented() { throw NotImplemented{}; }

} // namespace kata
