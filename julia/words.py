"""The words of Julia that name nothing else."""

KEYWORDS = """
abstract as baremodule begin break catch const continue do else elseif end export false finally for function
global if import in isa let local macro module mutable outer primitive public quote return struct true try
type using where while
"""
# what katas call of Base and of LinearAlgebra: a function of this name would stand in its place
IN_SCOPE = """
abs abs2 all any append argmax argmin atan axes cat ceil clamp collect convert copy copysign copyto cos cosh
cumprod cumsum deepcopy diag diff div eachcol eachrow eachindex eltype enumerate eps error eval exp exp2
expm1 extrema fill filter findfirst findlast findmax findmin first float floor foldl fma foreach getindex
getfield gcd hcat hypot identity include inv isempty isfinite isinf isnan isless iszero keys last lcm length
log log10 log1p log2 main map mapreduce max maximum min minimum mod mul muladd ndims nextfloat norm not one
ones oneunit only opnorm parse permute permutedims pop print println prod push rand range read real reduce
rem repeat reshape resize reverse round rstrip setindex sign signbit similar sin sinh size sort sortperm split
sqrt step string sum tan tanh throw time tr transpose triu tril trunc typeof undef unique values vcat vec view
widen write zero zeros zip not_implemented
"""
