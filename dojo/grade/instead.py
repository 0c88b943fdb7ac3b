"""What may stand in the place of a node of a syntax tree by a slip of the pen, and the sentence that says so."""

import ast
from collections.abc import Iterator

from dojo.spec.cases import Function

Slip = tuple[str, ast.AST]  # what is wrong then, and the node in the place of another

SIGNS: dict[type[ast.operator], tuple[type[ast.operator], str]] = {
    ast.Add: (ast.Sub, "a − stands where a + belongs"),
    ast.Sub: (ast.Add, "a + stands where a − belongs"),
    ast.Mult: (ast.Div, "a quotient stands where a product belongs"),
    ast.Div: (ast.Mult, "a product stands where a quotient belongs"),
}
MISSING = {  # function → what is missing without it
    "sqrt": "a root",
    "abs": "an absolute value",
    "exp": "an exponential",
    "log": "a logarithm",
    "sign": "a sign",
    "cumsum": "a running sum",
    "sort": "the order",
    "reversed": "a reversal",
}
OTHERS = {
    "sum": "mean",
    "mean": "sum",
    "maximum": "minimum",
    "minimum": "maximum",
    "max": "min",
    "min": "max",
    "zeros_like": "ones_like",
    "zeros": "ones",
    "triu": "tril",
}
COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], str]] = {
    ast.Lt: (ast.LtE, "a limit counts though it should not"),
    ast.Gt: (ast.GtE, "a limit counts though it should not"),
    ast.LtE: (ast.Lt, "a limit does not count though it should"),
    ast.GtE: (ast.Gt, "a limit does not count though it should"),
}


class Around:
    """What a node may be taken for in one function: its arguments, and the names that look alike."""

    def __init__(self, function: Function, tree: ast.FunctionDef) -> None:
        arguments = {a.arg for a in tree.args.args}
        own = [a for a in function.signature.inputs if a.name in arguments]
        self.scalars = [a.name for a in own if not a.sizes and a.type == "float"]
        rows = next((a.name for a in own if a.sizes[:1] == ("n",)), None)
        self.n = ast.parse(f"len({rows})", mode="eval").body if rows else None
        names = (n for n in ast.walk(tree) if isinstance(n, ast.Name))
        self.names = sorted({n.id for n in names} - {"np"})

    def instead(self, parent: ast.AST, node: ast.AST) -> Iterator[Slip]:
        """What may stand in the place of a node by mistake."""
        yield from _instead(node)
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            for name in self.names:
                if _twins(name, node.id):
                    words = "a quantity stands in the place of its twin"
                    yield words, ast.Name(name, ast.Load())
            if node.id in self.scalars:
                less = ast.BinOp(ast.Constant(1), ast.Sub(), node)
                yield f"1 − {node.id} stands where {node.id} belongs", less
                yield from self._changed(node, node.id)
        whole = isinstance(parent, ast.Assign | ast.AugAssign | ast.Return)
        whole |= isinstance(parent, ast.Tuple) and isinstance(parent.ctx, ast.Load)
        whole &= not isinstance(getattr(node, "ctx", None), ast.Store)
        if whole and isinstance(node, ast.expr) and not isinstance(node, ast.Tuple):
            yield from self._changed(node, "a value on the way")

    def _changed(self, node: ast.expr, what: str) -> Iterator[Slip]:
        """A value or a scalar that is not taken as it is."""

        def call(name: str) -> ast.expr:
            function = ast.Attribute(ast.Name("np", ast.Load()), name, ast.Load())
            return ast.Call(function, [node], [])

        two = ast.Constant(2)
        if self.n:
            yield f"{what} is divided by n", ast.BinOp(node, ast.Div(), self.n)
            yield f"{what} is multiplied by n", ast.BinOp(node, ast.Mult(), self.n)
        yield f"{what} has the other sign", ast.UnaryOp(ast.USub(), node)
        yield f"{what} is doubled", ast.BinOp(two, ast.Mult(), node)
        yield f"{what} is halved", ast.BinOp(node, ast.Div(), two)
        yield f"the square of {what} is taken", ast.BinOp(node, ast.Pow(), two)
        yield f"the root of {what} is taken", call("sqrt")
        yield f"the absolute value of {what} is taken", call("abs")


def _twins(a: str, b: str) -> bool:
    """x_mean and y_mean, beta1 and beta2, n and na."""
    if len(a) == len(b) > 1:
        return sum(x != y for x, y in zip(a, b, strict=True)) == 1
    return abs(len(a) - len(b)) == 1 and (a.startswith(b) or b.startswith(a))


def _instead(node: ast.AST) -> Iterator[Slip]:
    """What may stand in the place of a node in any function."""
    match node:
        case ast.BinOp(left, op, right):
            yield from _operations(left, op, right)
        case ast.AugAssign(target, op, value) if type(op) in SIGNS:
            other, sentence = SIGNS[type(op)]
            yield sentence, ast.AugAssign(target, other(), value)
            yield (
                "a value is replaced that should go on from what it was",
                ast.Assign([target], value),
            )
        case ast.UnaryOp(ast.USub(), operand):
            yield "a minus is missing", operand
        case ast.Compare(left, [sign], right) if type(sign) in COMPARISONS:
            relation, sentence = COMPARISONS[type(sign)]
            yield sentence, ast.Compare(left, [relation()], right)
        case ast.IfExp(test, body, orelse):
            yield "the two cases have changed places", ast.IfExp(test, orelse, body)
        case ast.Constant(int() as value) if not isinstance(value, bool):
            yield f"{value + 1} stands where {value} belongs", ast.Constant(value + 1)
            if value:
                yield (
                    f"{value - 1} stands where {value} belongs",
                    ast.Constant(value - 1),
                )
        case ast.keyword("axis", ast.Constant(int() as axis)):
            yield (
                "rows are taken for columns",
                ast.keyword("axis", ast.Constant(1 - axis)),
            )
        case ast.Attribute(value, "T"):
            yield "a transpose is missing", value
        case ast.Call():
            yield from _calls(node)
        case ast.Subscript(value, ast.Slice(None, None, ast.UnaryOp(ast.USub()))):
            yield "a reversal is missing", value
        case ast.Name("n", ast.Load()):
            yield (
                "n − 1 stands where n belongs",
                ast.BinOp(node, ast.Sub(), ast.Constant(1)),
            )
            yield "p stands where n belongs", ast.Name("p", ast.Load())
        case ast.Name("p", ast.Load()):
            yield "n stands where p belongs", ast.Name("n", ast.Load())


def _operations(left: ast.expr, op: ast.operator, right: ast.expr) -> Iterator[Slip]:
    if type(op) in SIGNS:
        other, sentence = SIGNS[type(op)]
        yield sentence, ast.BinOp(left, other(), right)
    match op:
        case ast.Add():
            yield "a term is missing", left
            yield "a term is missing", right
        case ast.Sub():
            yield "a term is missing", left
            yield "a term is missing", ast.UnaryOp(ast.USub(), right)
            yield "a term is missing, and a minus with it", right
            yield (
                "a difference is taken the other way round",
                ast.BinOp(right, op, left),
            )
        case ast.Mult():
            yield "a factor is missing", left
            yield "a factor is missing", right
            yield (
                "a sum stands where a product belongs",
                ast.BinOp(left, ast.Add(), right),
            )
            if ast.dump(left) == ast.dump(right):
                words = "an absolute value stands where a square belongs"
                yield words, ast.Call(ast.Name("abs", ast.Load()), [left], [])
        case ast.MatMult():
            yield (
                "the factors of a product have changed places",
                ast.BinOp(right, op, left),
            )
        case ast.Div():
            yield "a division is missing", left
            yield (
                "the square of a divisor is taken",
                ast.BinOp(left, op, ast.BinOp(right, ast.Pow(), ast.Constant(2))),
            )
        case ast.Pow() if isinstance(right, ast.Constant) and right.value == 2:
            yield "a square is missing", left
            yield (
                "a square is missing, or an absolute value",
                ast.Call(ast.Name("abs", ast.Load()), [left], []),
            )
        case ast.Pow():
            yield "a power is missing", left
            yield (
                "a power has the other sign",
                ast.BinOp(left, op, ast.UnaryOp(ast.USub(), right)),
            )


def _calls(call: ast.Call) -> Iterator[Slip]:
    """Another function of the same arguments, or no function at all."""
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if name in MISSING and len(call.args) == 1:
        yield f"{MISSING[name]} is missing", call.args[0]
    if name in OTHERS and isinstance(call.func, ast.Attribute):
        other = ast.Attribute(call.func.value, OTHERS[name], ast.Load())
        yield (
            f"{OTHERS[name]} stands where {name} belongs",
            ast.Call(other, call.args, call.keywords),
        )
    if len(call.args) == 2 and not call.keywords:
        yield (
            "two arguments have changed places",
            ast.Call(call.func, call.args[::-1], []),
        )
