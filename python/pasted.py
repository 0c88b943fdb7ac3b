"""A call as code to paste: in python/katas, with python/ on PYTHONPATH."""

import numpy as np


def code(function, inputs):
    lines = [f"{name} = {literal(value)}" for name, value in inputs.items()]
    call = f"{function.name}({', '.join(inputs)})"
    head = f"import numpy as np\nfrom {function.kata} import {function.name}\n"
    return "\n".join([head, *lines, f"print({call})"])


def literal(value):
    if not np.ndim(value):
        return repr(value)
    if not value.size:
        kind = "int" if value.dtype.kind == "i" else "float"
        return f"np.zeros({value.shape}, {kind})"
    return f"np.array({value.tolist()})"
