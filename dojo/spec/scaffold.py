"""What the files of a new kata hold at first: every section that they need, with an example to be replaced."""

from dojo.spec.cases import Kata
from dojo.spec.signature import Signature

SPEC = """\
title = "{title}"
stage = "S1 Foundations of linear algebra"
level = 2
needs = []
"""

FUNCTION = """
[{name}]
signature = "{signature}"
formula = "one line: what is returned, in the notation of shared_tests/README.md"
rtol = 1e-9    # where this tolerance comes from

# [[{name}.case]]
# name = "the fault that this case shows"
# why = "the mistake that it catches: printed when the case fails"
# inputs and outputs by their names, or refuses = "RankDeficient"

# [[{name}.drawn]]
# name = "ordinary"
# why = "wrong formulas have nowhere to hide"
# every input as an expression: X = "uniform(rng, 9, 3)", as dojo/spec/draws.py has it
"""

README = """\
# {title}

What it is for, in three sentences.
As: one wrong number moves the line of least squares as far as it likes, because it counts with the square of its error.

| function | computes | in words |
|---|---|---|
{rows}

An example that can be followed by hand.
As: for $x = 0, 1, 2$ and $y = 1, 3, 4$ the three slopes are, sorted, $1, 1.5, 2$, so $b = 1.5$.

## Derivation

From first principles, every step.
As: the mean of $x$ minimises $\\sum_i (x_i - m)^2$; where it does, the derivative $-2 \\sum_i (x_i - m)$ is 0.

## What to refuse

* No two of the $x_i$ differ: there is no slope (`RankDeficient`).

## What goes wrong

* Each usual mistake of `mistakes.toml`, and how it shows.
  As: the two middle numbers of an even count are not averaged, which is seen with four points.

## Hints

<details><summary>Hint 1: the direction</summary>

What do you have already?

</details>

<details><summary>Hint 2: the steps</summary>

1. All slopes.
2. The median of them.

</details>

<details><summary>Hint 3: almost code</summary>

```text
slopes = (yⱼ − yᵢ)/(xⱼ − xᵢ) for all i < j with xᵢ ≠ xⱼ
```

</details>

## References

* P. K. Sen, *Estimates of the regression coefficient based on Kendall's tau*, Journal of the American Statistical Association 63 (1968).
"""

ORACLE = '''\
"""The truth by another road than the katas take: over the rationals, with 50 digits, by a library."""

# import numpy as np
#
# from dojo.spec import rational
# from dojo.spec.certificates import orthogonal_residual
# from dojo.spec.refusals import InvalidParameter, after

# ------------------------------------------------------------------ the truth

{functions}

# As: refused by kind, else exact, and rounded once.
#
# def ols(X, y):
#     refuse(X, y)
#     return rational.rounded(
#         rational.least_squares(rational.exact(X), rational.exact(y))
#     )
#
#
# def refuse(X, y):
#     rational.refuse_dependent(X, rational.RANK)

# ------------------------------------------------------------------ what the draws are made of

# Whatever spec.toml calls beside dojo/spec/designs.py. As: draw = "cubic(rng)"
#
# def cubic(rng):
#     return {{"X": powers(12, 3), "y": decimals(rng.uniform(-3, 3, 12))}}

# ------------------------------------------------------------------ certificates

# A property of every right answer, whatever algorithm found it: "" or one sentence.
# As: "ols": lambda X, y, w: orthogonal_residual(X, y, w)
CERTIFICATES = {{}}

# Why two right programs may disagree about these inputs, or "".
# As: "ols": lambda X, y: rational.nearly_dependent(X)
WELL_POSED = {{}}

# ------------------------------------------------------------------ other valid ways

# At least two other algorithms in float64, which every case must accept.
# As: "ols": {{"QR": after(refuse, by_qr), "SVD": after(refuse, by_svd)}}
ALTERNATIVES = {{}}
'''

MISTAKES = """\
# [{name}]
# "this is what you get when … " = ["text of the Python solution", "text instead"]
"""


def spec(name: str, signatures: list[Signature]) -> str:
    """spec.toml, from which the other files are made."""
    title = name.replace("_", " ").capitalize()
    blocks = [FUNCTION.format(name=s.name, signature=s) for s in signatures]
    return SPEC.format(title=title) + "".join(blocks)


def files(kata: Kata) -> dict[str, str]:
    """The other files of its folder."""
    signatures = [function.signature for function in kata.functions.values()]
    rows = "\n".join(f"| `{s}` | $…$ | … |" for s in signatures)
    functions = "\n\n".join(
        f"def {s.name}({', '.join(a.name for a in s.inputs)}):\n    raise NotImplementedError\n"
        for s in signatures
    )
    return {
        "README.md": README.format(title=kata.title, rows=rows),
        "oracle.py": ORACLE.format(functions=functions),
        "mistakes.toml": MISTAKES.format(name=signatures[0].name),
        "fixtures.json": "[]\n",
    }
