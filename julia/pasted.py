"""A call as code to paste: at Julia's prompt in the root of the repository."""

import numpy as np

from dojo.spec.cases import kata


def code(function, inputs):
    names = ["refusals.jl"]
    names += [
        f"katas/{name}.jl" for name in (*kata(function.kata).before, function.kata)
    ]
    lines = [f'include("julia/{name}")' for name in names] + [""]
    lines += [f"{name} = {literal(value)}" for name, value in inputs.items()]
    return "\n".join([*lines, f"{function.name}({', '.join(inputs)})"])


def literal(value):
    if not np.ndim(value):
        return str(value).lower() if isinstance(value, bool) else repr(value)
    if not value.size:
        kind = "Int" if value.dtype.kind == "i" else "Float64"
        return f"zeros({kind}, {', '.join(map(str, value.shape))})"
    if value.ndim == 1:
        return repr(value.tolist())
    if value.shape[1] == 1:  # a column between brackets would be a vector
        return f"reshape({value[:, 0].tolist()}, :, 1)"
    rows = (" ".join(map(repr, row)) for row in value.tolist())
    return f"[{'; '.join(rows)}]"
