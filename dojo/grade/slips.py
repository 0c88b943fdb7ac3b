"""Slips of the pen in the Python solution of any kata: one sign, factor, term, axis, comparison or call is another.

Each is a change of one node of the function's syntax tree. Where it gives the very numbers that a learner's program has
returned, in whatever language, the learner's program goes wrong that way.
"""

import ast
from collections.abc import Callable, Iterator

from dojo.grade.instead import Around
from dojo.spec.cases import Function
from dojo.spec.reference import reference, text

RETURNED = "\t"  # where the outputs are listed


def slips(function: Function) -> Iterator[tuple[str, Callable]]:
    """(sentence, the program that goes wrong that way), for every slip of this function and of its helpers."""
    module = ast.parse(text(function.kata)).body
    own = {node.name: node for node in module if isinstance(node, ast.FunctionDef)}
    outputs = [a.name for a in function.signature.outputs]
    for name, tree in own.items():
        if name != function.name and not name.startswith("_"):
            continue
        around = Around(function, tree)
        for where, parent, field, index, node in _places(tree, outputs):
            for sentence, other in around.instead(parent, node):
                _put(parent, field, index, other)
                program = _program(function, tree, own[function.name])
                _put(parent, field, index, node)
                yield sentence + where, program


def _program(
    function: Function, changed: ast.FunctionDef, caller: ast.FunctionDef
) -> Callable:
    """The function, with this tree for it or for a helper that it calls."""
    module = vars(reference(function.kata)).copy()
    trees: list[ast.stmt] = [changed] if changed is caller else [changed, caller]
    code = compile(ast.fix_missing_locations(ast.Module(trees, [])), "slip", "exec")
    exec(code, module)  # noqa: S102 (the repository's own)
    return module[function.name]


Place = tuple[str, ast.AST, str, int | None, ast.AST]


def _places(tree: ast.AST, outputs: list[str], where: str = "") -> Iterator[Place]:
    """(where, parent, field, index, node) of every node that can be replaced; `where` names the output that it gives."""
    for field, value in ast.iter_fields(tree):
        listed = isinstance(value, list)
        for index, node in enumerate(value if listed else [value]):
            if isinstance(node, ast.Raise | ast.arguments) or not isinstance(
                node, ast.AST
            ):
                continue
            inside = where
            if isinstance(node, ast.Assign | ast.AugAssign):
                inside = _in(node, outputs)
            if isinstance(tree, ast.Return) and len(outputs) == 1:
                inside = f" in {outputs[0]}"
            if isinstance(tree, ast.Tuple) and where == RETURNED and listed:
                inside = f" in {outputs[index]}" if len(value) == len(outputs) else ""
            if isinstance(tree, ast.Return) and isinstance(node, ast.Tuple):
                inside = RETURNED
            yield inside.strip(RETURNED), tree, field, index if listed else None, node
            yield from _places(node, outputs, inside)


def _in(statement: ast.Assign | ast.AugAssign, outputs: list[str]) -> str:
    """ " in w" where the statement gives the output of this name its value."""
    target: ast.AST = (
        statement.target
        if isinstance(statement, ast.AugAssign)
        else statement.targets[0]
    )
    while isinstance(target, ast.Subscript):
        target = target.value
    name = getattr(target, "id", "")
    return f" in {name}" if name in outputs else ""


def _put(parent: ast.AST, field: str, index: int | None, node: ast.AST) -> None:
    if index is None:
        setattr(parent, field, node)
    else:
        getattr(parent, field)[index] = node
