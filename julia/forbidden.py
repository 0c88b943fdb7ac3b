"""Where a kata solves although it may only multiply: `\\`, inv, a power −1, and LinearAlgebra's by any name."""

import re

from dojo.run.lines import blanked, numbered

CHARACTER = re.compile(r"'(?:\\[^\n][^'\n]*|[^'\\\n])'")
MAIN = re.compile(
    r"^if abspath\(PROGRAM_FILE\) == @__FILE__$.*?^end$", re.MULTILINE | re.DOTALL
)
# using LinearAlgebra: inv, norm as n; a list goes on after a comma or a colon
IMPORT = re.compile(r"\b(using|import)\s+((?:[^\n;]*[,:][ \t]*\n)*[^\n;]*)")
SOLVE = (
    r"(?:[lr]div!?|inv!?|pinv|lu!?|qr!?|lq!?|ldlt!?|svd!?|svdvals!?|cholesky!?|bunchkaufman!?"
    r"|factorize|schur!?|hessenberg!?|eig\w+!?|nullspace|rank|cond|det|logdet|logabsdet|LAPACK|trs[vm]!?)"
)
WHOLE = r"(?<![\w.!@:]){}(?![\w!])"  # a name, not part of one, not a field or a symbol
# A \ b and (\)(A, b), not x .\ y; the power −1 of what has a matrix's name
ALWAYS = [r"(?<!\.)\\", r"[A-Z]\w*'?\)?\s*\^\s*\(?-1\b", r"\bBase\s*\.\s*inv\b"]


def forbidden(text):
    """(line number, line) of every use of a function that solves; what is imported and not used is none."""
    code = blanked(MAIN, without_words(text))
    names, modules, opened = imported(code)
    code = blanked(IMPORT, code)
    own = set(re.findall(r"\bfunction\s+(\w+!?)\s*\(", code))
    own |= set(re.findall(r"^\s*(\w+!?)(?:\([^\n=]*\))?\s*=(?!=)", code, re.MULTILINE))
    # inv is in Base too, and so is its method for matrices; inv.(x) are reciprocals
    names = (names | {"inv"}) - own
    uses = [WHOLE.format(re.escape(name)) + r"(?!\.\()" for name in names]
    uses += [
        rf"(?<!\w){module}\s*\.\s*(?:\w+\s*\.\s*)*:?{members}(?![\w!])"
        for module, members in modules.items()
    ]
    found = [m for use in [*ALWAYS, *uses] for m in re.finditer(use, code)]
    if opened:  # then every exported name is one of the file's
        calls = re.finditer(WHOLE.format(f"({SOLVE})") + r"(?=\.?\()", code)
        found += [m for m in calls if m[1] not in own]
    return numbered(text, [code.count("\n", 0, m.start()) + 1 for m in found])


def imported(code):
    """What the file calls LinearAlgebra's functions and modules: names that solve, module → its members that do,
    and whether all exported names are there."""
    names, modules, opened = (
        set(),
        {"LinearAlgebra": SOLVE, "SuiteSparse": r"\w+"},
        False,
    )
    for kind, words in IMPORT.findall(code):
        module, colon, members = words.partition(":")
        for item in (members if colon else words).split(","):
            path, _, alias = (part.strip() for part in item.partition(" as "))
            full = f"{module.strip()}.{path}" if colon else path
            top, last = full.split(".")[0], full.split(".")[-1]
            if full == "LinearAlgebra":
                modules[alias or last] = SOLVE
                opened |= kind == "using" and not alias
            elif full == "SuiteSparse" or last == "LAPACK":
                modules[alias or last] = r"\w+"
            elif last == "BLAS":
                modules[alias or last] = SOLVE
            elif ".LAPACK." in full or (
                top in ("LinearAlgebra", "Base") and re.fullmatch(SOLVE, last)
            ):
                names.add(alias or last)
    for alias, module in re.findall(r"\b(\w+)\s*=\s*(\w+)\s*$", code, re.MULTILINE):
        if module in modules:
            modules[alias] = modules[module]
    return names, modules, opened


def without_words(text):
    """The text with blanks for comments, strings and characters."""
    code, i = list(text), 0
    while i < len(text):
        if end := end_of_words(text, i):
            code[i:end] = [c if c == "\n" else " " for c in text[i:end]]
        i = end or i + 1
    return "".join(code)


def end_of_words(text, i):
    """Where the comment, the string or the character that begins at i ends; 0 if none does."""
    if text.startswith("#=", i):
        depth = 0
        for mark in re.compile("#=|=#").finditer(text, i):
            depth += 1 if mark[0] == "#=" else -1
            if depth == 0:
                return mark.end()
        return len(text)
    if text[i] == "#":
        return (text.find("\n", i) + 1 or len(text) + 1) - 1
    for quote in ('"""', '"', "`"):
        if text.startswith(quote, i):
            end = re.compile(rf"(?:[^\\]|\\.)*?{quote}", re.DOTALL).match(
                text, i + len(quote)
            )
            return end.end() if end else len(text)
    # after a name or a bracket a ' transposes
    if text[i] == "'" and not re.match(r"[\w)\]}'.!]", text[i - 1 : i]):
        character = CHARACTER.match(text, i)
        return character.end() if character else 0
    return 0
