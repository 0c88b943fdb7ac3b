# kata.h for libjulia: C structs in, a status out.
# An exception that leaves a @cfunction ends the process, so none does.

module Katas  # the refusals and every kata of a worker, so that one calls another by its name
include("refusals.jl")
end

module Border

using ..Katas: Katas, NotImplemented, Refusal
using Base.CoreLogging: NullLogger, with_logger
using Base.Filesystem: File
using Base.StackTraces: lookup

const DONE, NOT_IMPLEMENTED, REFUSED, WRONG_SHAPE, CRASHED, NO_SUCH_FUNCTION = Int32.(0:5)
const FLOAT64, BOOL, NAME = Int32(0), Int32(2), Int32(3)

struct KataArray
    data::Ptr{Cvoid}
    dtype::Int32
    rank::Int32
    shape::NTuple{2,Int64}
end

shape(a::KataArray) = (a.rank > 0 ? a.shape[1] : 0, a.rank > 1 ? a.shape[2] : 0)
shape(x) = ndims(x) == 2 ? size(x) : (ndims(x) == 1 ? length(x) : 0, 0)

"The caller's memory, not copied: a row-major n×p array is the transpose of a p×n Matrix."
function memory(a::KataArray)
    data = Ptr{a.dtype == FLOAT64 ? Float64 : Int64}(a.data)
    n, p = a.shape
    a.rank == 0 && return wrap(data, ())
    a.rank == 1 && return wrap(data, (n,))
    return transpose(wrap(data, (p, n)))
end

wrap(p::Ptr{T}, dims) where {T} = 0 in dims ? Array{T}(undef, dims) : unsafe_wrap(Array, p, dims)

"What a kata gets: a Float64, an Int, a Bool, an array of them, or the Symbol of an enumerator."
function argument(a::KataArray)
    a.dtype == NAME && return Symbol(unsafe_string(Ptr{UInt8}(a.data), a.shape[1]))
    x = a.rank == 0 ? memory(a)[] : memory(a)
    return a.dtype == BOOL ? x .!= 0 : x
end

"Copy what a kata returned into the outputs, once all of it is known to fit."
function deliver(@nospecialize(result), outputs, n)
    values = result isa Union{Tuple,NamedTuple} ? result : (result,)
    length(values) == n && result !== nothing || return WRONG_SHAPE, count_words(result, values, n)
    status = DONE
    for i = 1:n
        a, x = unsafe_load(outputs, i), values[i]
        T = a.dtype == FLOAT64 ? Real : Integer
        holds(T, x) || return WRONG_SHAPE, kind_words(i, n, x, T)
        if ndims(x) != a.rank || shape(x) != shape(a)
            unsafe_store!(outputs, KataArray(a.data, a.dtype, ndims(x), shape(x)), i)
            status = WRONG_SHAPE
        end
    end
    status == DONE && foreach(i -> give(memory(unsafe_load(outputs, i)), values[i]), 1:n)
    return status, ""
end

"Why a result does not hold n values."
function count_words(result, values, n)
    result === nothing && return "Nothing was returned: is a `return` missing?"
    if n > 1 && result isa Union{AbstractArray,Base.Generator}
        kind = result isa AbstractArray ? "array" : "generator"
        return "One $kind was returned for $n outputs; return them with commas, as in `return a, b`."
    end
    return "$(length(values)) $(length(values) == 1 ? "value was" : "values were") returned; the signature says $n."
end

"Why value i of n holds no numbers of type T."
function kind_words(i, n, x, T)
    x isa Base.Generator &&
        return "Value $i of $n is a generator, which holds no numbers yet: collect it."
    return "Value $i of $n is a $(typeof(x)), not of type $T."
end

give(out, @nospecialize(x)) = ndims(out) == 0 ? out[] = x[] : copyto!(out, x)
holds(T, @nospecialize(x)) =
    x isa AbstractArray ? ndims(x) <= 2 && (eltype(x) <: T || all(e -> e isa T, x)) : x isa T

@noinline once(f::F, arguments) where {F} = f(arguments...)

"The last of k results; compiled for this f and these types, so that the loop costs nothing."
function again(k, f::F, arguments) where {F}
    result = once(f, arguments)
    for _ = 2:k
        result = once(f, arguments)
    end
    return result
end

function answer(k, name, inputs, n_inputs, outputs, n_outputs)
    if !isdefined(Katas, name) || which(Katas, name) !== Katas
        return NO_SUCH_FUNCTION, "Julia has no kata of this name."
    end
    arguments = Any[argument(unsafe_load(inputs, i)) for i = 1:n_inputs]
    return deliver(again(k, getfield(Katas, name), (arguments...,)), outputs, n_outputs)
end

"Compile what a first call would: for this function and these arguments, whatever it will call."
function prepare(name, inputs, n)
    isdefined(Katas, name) || return DONE, ""
    types = (typeof(argument(unsafe_load(inputs, i))) for i = 1:n)
    precompile(getfield(Katas, name), Tuple{types...})
    return DONE, ""
end

const FILES = Dict{String,String}()  # kata => the file that it was loaded from

"A kata from this file, in place of whatever an earlier file of the same kata has defined."
function load(kata, path)
    haskey(FILES, kata) && forget(Symbol(FILES[kata]))
    FILES[kata] = path
    with_logger(() -> Base.include(Katas, path), NullLogger())  # a docstring may be replaced
    return DONE, ""
end

function forget(file)
    bound = [getfield(Katas, name) for name in names(Katas, all = true) if isdefined(Katas, name)]
    for f in filter(f -> f isa Function, bound), method in methods(f)
        method.file === file && Base.delete_method(method)
    end
end

"The status of an exception, and its words with the lines of katas that it came through."
report(::NotImplemented, trace) = NOT_IMPLEMENTED, ""
report(refusal::Refusal, trace) = REFUSED, "$(nameof(typeof(refusal))) $(refusal.message)"
report(error, trace) = CRASHED, join([words(error); lines(trace)], "\n")
words(error) = try sprint(showerror, error) catch; string(typeof(error)) end
words(error::LoadError) = "$(basename(error.file)):$(error.line): $(words(error.error))"

"The innermost lines of katas, at most four; what lies beyond this file belongs to Python."
function lines(trace)
    found = String[]
    for ip in Iterators.take(trace, 200), frame in lookup(ip)
        file = String(frame.file)
        (length(found) == 4 || file == @__FILE__) && break
        line = "  in $(frame.func) at $(basename(file)):$(frame.line)"
        file in values(FILES) && !(line in found) && push!(found, line)
    end
    return found
end

"Run f, whatever becomes of it; its words go into the message, its status is returned."
function guard(f, message, capacity, arguments...)
    status, text = try
        Base.invokelatest(f, arguments...)
    catch error
        Base.invokelatest(report, error, catch_backtrace())
    end
    n = sizeof(text) < capacity ? sizeof(text) : thisind(text, capacity) - 1  # whole characters
    GC.@preserve text unsafe_copyto!(message, pointer(text), n)
    unsafe_store!(message, 0x00, n + 1)
    return status
end

kata_call(arguments...) = kata_repeat(1, arguments...)
kata_repeat(k, name, inputs, n, outputs, m, message, capacity) =
    guard(answer, message, capacity, k, Symbol(unsafe_string(name)), inputs, n, outputs, m)
kata_prepare(name, inputs, n, words...) = guard(prepare, words..., Symbol(unsafe_string(name)), inputs, n)
kata_load(kata, path, words...) = guard(load, words..., unsafe_string(kata), unsafe_string(path))

# What a kata prints into a file goes out at once: a process that is killed does not flush.
for (stream, fd) in (:stdout => 1, :stderr => 2)
    getfield(Base, stream) isa IOStream && Core.eval(Base, :($stream = $(File(RawFD(fd)))))
end

const Words, Arrays = Ptr{UInt8}, Ptr{KataArray}
const CALL = @cfunction(kata_call, Int32, (Words, Arrays, Int32, Arrays, Int32, Words, Int32))
const REPEAT = @cfunction(kata_repeat, Int32, (Int64, Words, Arrays, Int32, Arrays, Int32, Words, Int32))
const PREPARE = @cfunction(kata_prepare, Int32, (Words, Arrays, Int32, Words, Int32))
const LOAD = @cfunction(kata_load, Int32, (Words, Words, Words, Int32))

end
