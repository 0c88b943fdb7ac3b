"""Where a kata solves although it may only multiply: whatever name it has given to the function that does."""

import ast
import re

from dojo.run.lines import numbered

# what numpy.linalg has that solves, factors and inverts nothing, and what does
ALLOWED = re.compile(
    "norm|vector_norm|matrix_norm|multi_dot|matmul|vecdot|outer|cross|tensordot|trace|diagonal"
    "|matrix_transpose|matrix_power|LinAlgError"
)
SOLVE = re.compile(
    "solve|lstsq|p?inv|qr|svd|svdvals|cholesky|eigh?|eigvalsh?|det|slogdet|matrix_rank|cond"
    "|tensorsolve|tensorinv"
)
ELSEWHERE = re.compile(
    r"numpy\.(polyfit|roots|matrix|asmatrix|bmat|polynomial\b.*)"
    "|(scipy|sklearn|statsmodels|adelie|celer|glum|jax|numba|skglm|torch|cupy|tensorflow)\\b.*"
)


def forbidden(text):
    """(line number, line) of every use of a function that solves; what is imported and not used is none."""
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return []  # whoever loads it says so
    uses = Uses(tree)
    uses.visit(tree)
    return numbered(text, uses.found)


class Uses(ast.NodeVisitor):
    def __init__(self, tree):
        self.found, self.names, self.all_of_linalg = set(), {}, False
        for node in ast.walk(tree):
            self.name_imports(node)
        while any(self.name_alias(node) for node in ast.walk(tree)):
            pass
        own = {n.name for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)}
        own |= {n.arg for n in ast.walk(tree) if isinstance(n, ast.arg)}
        self.names = {
            name: path for name, path in self.names.items() if name not in own
        }
        self.own = own | {
            n.id
            for n in ast.walk(tree)
            if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)
        }

    def name_imports(self, node):
        """names: what a name of the file is called in full, as in la → numpy.linalg."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                top = alias.name.partition(".")[0]
                self.names[alias.asname or top] = alias.name if alias.asname else top
        if isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                self.names[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            if self.names.pop("*", "").startswith("numpy.linalg"):
                self.all_of_linalg = True

    def name_alias(self, node):
        """`f = np.linalg.inv`: whether that is news."""
        target = aliased(node)
        path = target and self.path(node.value)
        if not path or target in self.names:
            return False
        self.names[target] = path
        return True

    def path(self, node):
        """The full name that an expression a.b.c stands for, or None."""
        if isinstance(node, ast.Name):
            return self.names.get(node.id)
        if isinstance(node, ast.Attribute) and (base := self.path(node.value)):
            return f"{base}.{node.attr}"
        return None

    def visit_If(self, node):
        """What stands under `if __name__ == "__main__":` is no part of the kata."""
        if "__name__" not in ast.unparse(node.test):
            self.generic_visit(node)

    def visit_Assign(self, node):
        if not (aliased(node) and self.path(node.value)):
            self.generic_visit(node)

    def visit_Call(self, node):
        if self.path(node.func) == "numpy.linalg.matrix_power" and any(
            isinstance(each, ast.USub) for each in ast.walk(node)
        ):
            self.found.add(node.lineno)  # a power of −1 is an inverse
        self.generic_visit(node)

    def visit_Attribute(self, node):
        if path := self.path(node):
            self.judge(node, path)
        else:
            self.generic_visit(node)

    def visit_Name(self, node):
        if isinstance(node.ctx, ast.Load):
            self.judge(node, self.names.get(node.id, ""))
            unknown = self.all_of_linalg and node.id not in self.own
            if unknown and SOLVE.fullmatch(node.id):
                self.found.add(node.lineno)

    def judge(self, node, path):
        if ALLOWED.fullmatch(path.rpartition(".")[2]):
            return
        if path.startswith("numpy.linalg") or ELSEWHERE.fullmatch(path):
            self.found.add(node.lineno)


def aliased(node):
    """The one name to which something is assigned, or None."""
    if not isinstance(node, ast.Assign) or len(node.targets) > 1:
        return None
    return getattr(node.targets[0], "id", None)
