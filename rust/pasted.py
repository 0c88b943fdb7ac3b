"""A call as code to paste: a test at the end of the kata's own file."""

import numpy as np


def code(function, inputs):
    lines = [line for name, value in inputs.items() for line in declared(name, value)]
    names = (f"&{n}" if np.ndim(v) == 1 else n for n, v in inputs.items())
    call = f"let _answer = {function.name}({', '.join(names)});"
    body = "\n".join(f"    {line}" for line in [*lines, call])
    return f"#[test]\nfn one_case() {{\n{body}\n}}"


def declared(name, value):
    if not np.ndim(value):
        return [f"let {name} = {word(value)};"]
    kind = "i64" if value.dtype.kind == "i" else "f64"
    numbers = ", ".join(map(word, value.ravel().tolist()))
    if value.ndim == 1:
        return [f"let {name}: [{kind}; {value.size}] = [{numbers}];"]
    n, p = value.shape
    return [
        f"let entries_of_{name}: [{kind}; {value.size}] = [{numbers}];",
        f"let {name} = MatrixView::new(&entries_of_{name}, {n}, {p});",
    ]


def word(number):
    return str(number).lower() if isinstance(number, bool) else repr(number)
