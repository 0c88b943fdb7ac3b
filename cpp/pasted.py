"""A call as code to paste: a main.cpp that is compiled with -Icpp -std=c++20, beside the katas that it needs."""

import numpy as np


def code(function, inputs):
    lines = [line for name, value in inputs.items() for line in declared(name, value)]
    call = f"auto answer = kata::{function.name}({', '.join(inputs)});"
    body = "\n".join(f"  {line}" for line in [*lines, call])
    return f'#include "katas.hpp"\n\nint main() {{\n{body}\n}}'


def declared(name, value):
    if not np.ndim(value):
        kind = {bool: "bool", int: "int64_t", float: "double"}[type(value)]
        return [f"const {kind} {name} = {word(value)};"]
    kind = "int64_t" if value.dtype.kind == "i" else "double"
    numbers = ", ".join(map(word, value.ravel().tolist()))
    if value.ndim == 1:
        return [f"const std::vector<{kind}> {name} = {{{numbers}}};"]
    n, p = value.shape
    return [
        f"const std::vector<{kind}> {name}_entries = {{{numbers}}};",
        f"const kata::MatrixView {name}({name}_entries.data(), {n}, {p});",
    ]


def word(number):
    return str(number).lower() if isinstance(number, bool) else repr(number)
