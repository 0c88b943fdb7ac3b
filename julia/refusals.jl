# What every kata sees: the six refusals, the hole of a stub, and a little of LinearAlgebra that solves nothing.

using LinearAlgebra: Diagonal, I, mul!, norm, opnorm

"A clear refusal of bad input: `throw(RankDeficient(\"pivot 3 is 1e-17\"))`."
abstract type Refusal <: Exception end

"A scalar or an index lies outside its stated range."
struct InvalidParameter <: Refusal
    message::String
end

"A label lies outside its domain."
struct InvalidLabel <: Refusal
    message::String
end

"A symmetric matrix has a pivot that is not positive."
struct NotPositiveDefinite <: Refusal
    message::String
end

"The columns are linearly dependent, to working precision."
struct RankDeficient <: Refusal
    message::String
end

"The infimum is not attained."
struct NoFiniteOptimum <: Refusal
    message::String
end

"The stopping rule was not met, or the iterates left the finite numbers."
struct NotConverged <: Refusal
    message::String
end

Base.showerror(io::IO, refusal::Refusal) = print(io, nameof(typeof(refusal)), ": ", refusal.message)

"A function that is still a stub was called."
struct NotImplemented <: Exception end

Base.showerror(io::IO, ::NotImplemented) = print(io, "not implemented yet")

not_implemented() = throw(NotImplemented())
