"""Signatures such as `ridge(X[n,p], y[n], lam, fit_intercept:bool) -> w[p], b`: parsing, binding, checking.

A size is a letter bound by the inputs, or an expression in sizes and integer inputs (`history[iters+1]`, `D[n,K-drop_first]`).
An enumeration lists its names, `loss:{squared_error,cross_entropy}`; its value is one of them, a string.
"""

import ast
import inspect
import operator
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from dojo.spec.convert import converted
from dojo.spec.refusals import EmptyInput, InvalidParameter, NonFinite, ShapeMismatch

DTYPES = {"float": np.float64, "int": np.int64, "bool": np.bool_}
WIDEST = (
    76  # columns of a formula: after "/// " what is longer is broken by clang-format
)
ARGUMENT = re.compile(
    r"(?P<name>\w+)(?:\[(?P<sizes>[^\]]*)\])?(?::(?P<type>float|int|bool))?"
    r"|(?P<enum>\w+):\{(?P<choices>[^{}]*)\}"
)
CHOICE = re.compile(r"[a-z][a-z0-9_]*")
OPERATORS = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.FloorDiv: operator.floordiv,
}


@dataclass(frozen=True)
class Array:
    """A scalar (no sizes), a vector or a matrix, as the signature writes it; an enumeration has the type "enum"."""

    name: str
    sizes: tuple[str, ...] = ()
    type: str = "float"
    choices: tuple[str, ...] = ()

    @property
    def dtype(self) -> Any:
        return DTYPES[self.type]

    def __str__(self) -> str:
        if self.type == "enum":
            return f"{self.name}:{{{','.join(self.choices)}}}"
        sizes = f"[{','.join(self.sizes)}]" if self.sizes else ""
        return self.name + sizes + (f":{self.type}" if self.type != "float" else "")


@dataclass(frozen=True)
class Output:
    """What a call must return: an Array whose sizes have become numbers."""

    name: str
    type: str
    shape: tuple[int, ...]
    words: str

    @property
    def dtype(self) -> Any:
        return DTYPES[self.type]


@dataclass(frozen=True)
class Signature:
    name: str
    inputs: tuple[Array, ...]
    outputs: tuple[Array, ...]
    may_be_empty: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.name}({', '.join(map(str, self.inputs))}) -> {', '.join(map(str, self.outputs))}"

    @cached_property
    def parameters(self) -> inspect.Signature:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        return inspect.Signature([inspect.Parameter(a.name, kind) for a in self.inputs])

    def bind(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The inputs by name: contiguous float64 or int64 arrays and Python scalars, each converted once and safely."""
        try:
            bound = self.parameters.bind(*args, **kwargs).arguments
        except TypeError as error:
            raise TypeError(f"{error}; the signature is {self}") from None
        try:
            return {a.name: converted(a, bound[a.name]) for a in self.inputs}
        except (TypeError, OverflowError) as error:
            raise type(error)(f"{error} The signature is {self}.") from None

    def check(self, inputs: dict[str, Any]) -> None:
        """Refuse what no kata has to: empty arrays, shapes that disagree, numbers that are not finite, in this order."""
        for a in self.inputs:
            if np.size(inputs[a.name]) == 0 and a.name not in self.may_be_empty:
                raise EmptyInput(f"{a} has shape {np.shape(inputs[a.name])}.")
        self.sizes(inputs)
        for a in self.inputs:
            if a.type == "float" and not np.isfinite(inputs[a.name]).all():
                raise NonFinite(f"{a} contains a NaN or an infinity.")
        for a in self.inputs:
            if a.type == "bool" and inputs[a.name] not in (0, 1):
                raise InvalidParameter(
                    f"{a.name} is {inputs[a.name]}; a flag is 0 or 1."
                )
            if a.type == "enum" and inputs[a.name] not in a.choices:
                raise InvalidParameter(
                    f"{a.name} is {inputs[a.name]!r}; it is one of {', '.join(a.choices)}."
                )

    def sizes(self, inputs: dict[str, Any]) -> dict[str, int]:
        """The value of every size letter and integer scalar; raises ShapeMismatch where two arrays disagree."""
        whole = [a for a in self.inputs if not a.sizes and a.type in ("int", "bool")]
        env = {a.name: int(inputs[a.name]) for a in whole}
        origin = {a.name: str(a) for a in whole}
        for a in self.inputs:
            shape = np.shape(inputs[a.name])
            if len(shape) != len(a.sizes):
                raise ShapeMismatch(
                    f"{a} has {len(a.sizes)} axes, {a.name} was given with shape {shape}."
                )
            for letter, length in zip(a.sizes, shape, strict=True):
                if env.setdefault(letter, length) != length:
                    raise ShapeMismatch(
                        f"{letter} is {env[letter]} in {origin[letter]} but {length} in {a}."
                    )
                origin.setdefault(letter, str(a))
        return env

    def expect(self, inputs: dict[str, Any]) -> list[Output]:
        """The outputs with their shapes as numbers."""
        env = self.sizes(inputs)
        return [
            Output(
                a.name, a.type, tuple(max(0, evaluate(s, env)) for s in a.sizes), str(a)
            )
            for a in self.outputs
        ]


def parse(text: str, may_be_empty: Iterable[str] = ()) -> Signature:
    """A Signature from its one-line form."""
    match = re.fullmatch(r"\s*(\w+)\((.*)\)\s*->\s*(.*)", text)
    if not match:
        raise ValueError(
            f"{text!r} is no signature; write it as f(X[n,p], lam) -> w[p], b."
        )
    name, inputs, outputs = match.groups()
    return Signature(name, _arguments(inputs), _arguments(outputs), tuple(may_be_empty))


def one_line(function: str, formula: str) -> str:
    """The formula, which is the first line of a doc in every language; ValueError where it is too long for that."""
    width = sum(not unicodedata.combining(letter) for letter in formula)
    if width > WIDEST or "\n" in formula:
        raise ValueError(
            f"the formula of {function} takes {width} columns, but it is to be one line of at most {WIDEST}: "
            "clang-format would break a longer one."
        )
    return formula


def evaluate(expression: str, env: dict[str, int]) -> int:
    """An integer expression in size letters: `iters+1`, `p+p*(p-1)//2`."""

    def value(node: Any) -> int:
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](value(node.left), value(node.right))
        return env[node.id] if isinstance(node, ast.Name) else node.value

    return value(ast.parse(expression, mode="eval").body)


def camel_case(name: str) -> str:
    """CrossEntropy for cross_entropy: the name of a type."""
    return "".join(word.capitalize() for word in name.split("_"))


def _arguments(text: str) -> tuple[Array, ...]:
    parts = re.split(r",\s*(?![^\[]*\])(?![^{]*\})", text)
    return tuple(_argument(part.strip()) for part in parts)


def _argument(text: str) -> Array:
    m = ARGUMENT.fullmatch(text)
    if not m:
        raise ValueError(
            f"{text!r} is no argument; write X[n,p], lam, order[t]:int or kind:{{one,other}}."
        )
    if m["enum"]:
        choices = tuple(m["choices"].replace(" ", "").split(","))
        if not all(map(CHOICE.fullmatch, choices)) or len(set(choices)) < len(choices):
            raise ValueError(f"{text!r} must list different names in snake_case.")
        return Array(m["enum"], type="enum", choices=choices)
    sizes = tuple(m["sizes"].replace(" ", "").split(",")) if m["sizes"] else ()
    return Array(m["name"], sizes, m["type"] or "float")
