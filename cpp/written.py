"""What is written from the specs: declarations, bindings, stubs."""

from collections.abc import Callable

from dojo.spec.cases import Function, Kata, enumerations, katas
from dojo.spec.signature import Array, camel_case

KATAS_HPP = """\
// Every signature, once, and the standard headers that numerical code needs. A
// kata file includes this and defines its functions as kata::name.
// Written from the specs by `nox -s new`.
// clang-format off
#pragma once

#include <algorithm>
#include <cmath>
#include <functional>
#include <numbers>
#include <numeric>
#include <tuple>
#include <utility>

#include "matrix.hpp"
#include "refusals.hpp"

// what is declared here is seen by every kata, any other helper by its own file
namespace [[gnu::visibility("default")]] kata {

@
} // namespace kata
"""
BINDINGS_CPP = """\
// Every function, as kata_call finds it.
// Written from the specs by `nox -s new`.
// clang-format off
#include "conversions.hpp"
#include "katas.hpp"

$
KATAS = {
@};
"""
INPUTS = {
    ("float", 0): "double",
    ("int", 0): "int64_t",
    ("bool", 0): "bool",
    ("float", 1): "VectorView",
    ("int", 1): "IndexView",
    ("float", 2): "MatrixView",
}
OUTPUTS = {
    ("float", 0): "double",
    ("int", 0): "int64_t",
    ("float", 1): "Vector",
    ("int", 1): "std::vector<int64_t>",
    ("float", 2): "Matrix",
}


def prototype(f: Function, prefix: str = "") -> str:
    """Vector ridge(MatrixView X, VectorView y, double lam)"""
    inputs = ", ".join(f"{input_type(a)} {a.name}" for a in f.signature.inputs)
    outputs = [OUTPUTS[a.type, len(a.sizes)] for a in f.signature.outputs]
    result = f"std::tuple<{', '.join(outputs)}>" if len(outputs) > 1 else outputs[0]
    return f"{result} {prefix}{f.name}({inputs})"


def input_type(a: Array) -> str:
    return camel_case(a.name) if a.choices else INPUTS[a.type, len(a.sizes)]


def stub(kata: Kata, to_do: Callable[[Function], str]) -> str:
    """A kata's file in which everything is still to do."""
    stubs = [
        f"/// {f.formula}\n{prototype(f, 'kata::')} {{\n{to_do(f)}\n}}\n"
        for f in kata.functions.values()
    ]
    head = f"// {kata.title} — shared_tests/katas/{kata.name}/README.md\n"
    return f'{head}#include "katas.hpp"\n\nusing namespace kata;\n\n' + "\n".join(stubs)


def declared() -> str:
    """Every function of every kata, still to do."""
    functions = [f for kata in katas().values() for f in kata.functions.values()]
    stubs = [f"{prototype(f, 'kata::')} {{ not_implemented(); }}\n" for f in functions]
    return '#include "katas.hpp"\n\nusing namespace kata;\n\n' + "".join(stubs)


def lists() -> dict[str, str]:
    """{file: text} of the lists of all katas."""
    prototypes, bound, enums, names = [], [], "", ""
    for name, choices in enumerations().items():
        enums += f"enum class {camel_case(name)} {{ {', '.join(choices)} }};\n"
        quoted = ", ".join(f'"{choice}"' for choice in choices)
        names += f"ENUMERATION({camel_case(name)}, {quoted})\n"
    for kata in katas().values():
        functions = kata.functions.values()
        lines = "".join(f"{prototype(f)};\n" for f in functions)
        prototypes.append(f"// {kata.name}\n{lines}")
        bound.append("".join(f"  KATA({f.name}),\n" for f in functions))
    return {
        "katas.hpp": KATAS_HPP.replace("@", "\n".join([enums, *prototypes])),
        "bindings.cpp": BINDINGS_CPP.replace("$", names).replace("@", "\n".join(bound)),
    }
