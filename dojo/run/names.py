"""Whether a name is free: a kata, a function or an argument is called the same in every language."""

import re
from collections.abc import Iterator

from dojo.run.language import Language, languages
from dojo.spec.cases import functions, katas
from dojo.spec.signature import Signature

# what a case of spec.toml says beside its inputs and outputs
OF_A_CASE = {"function", "name", "why", "refuses", "rtol", "atol", "bound", "data"}
# an unindented line of a support file that defines something
DEFINITION = re.compile(
    r"^\S(?:[^\n(=]*\b)?(?:fn|class|struct|enum|trait|def|function|using|type|const)\s+(\w+)"
    r"|^[^\s#/][^\n(=]*?\b(\w+)\(",
    re.MULTILINE,
)


LIKE_KATAS = r"[a-z][a-z0-9]*(_[a-z0-9]+)*"
LIKE_ARGUMENTS = r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*"


def faults(kata: str, signatures: list[Signature]) -> Iterator[str]:
    """A sentence for every name of a new kata that cannot be had."""
    yield from of_a_name(kata, "a kata; write it like huber_irls")
    if kata in functions():
        yield f"{kata} is a function of {functions()[kata].kata} already."
    given = [each.name for each in signatures]
    yield from (f"{n} has two signatures." for n in set(given) if given.count(n) > 1)
    for each in signatures:
        yield from of_a_name(each.name, "a function; write it like huber")
        if each.name in functions():
            yield f"{each.name} is a function of {functions()[each.name].kata} already."
        elif each.name in katas():
            yield f"{each.name} is a kata already."
        yield from of_arguments(each)


def of_a_name(name: str, what: str) -> Iterator[str]:
    """What is wrong with a name of a kata or a function."""
    if not re.fullmatch(LIKE_KATAS, name):
        yield f"{name!r} is no name for {what}."
    yield from of_a_word(name)
    if taken := [
        l.TITLE
        for l in languages().values()
        if name in l.IN_SCOPE or name in defined(l)
    ]:
        yield f"{name} stands for something else in {', '.join(taken)}; choose another name."


def of_a_word(name: str) -> Iterator[str]:
    """What is wrong with a name of anything."""
    if words := [l.TITLE for l in languages().values() if name in l.KEYWORDS]:
        yield f"{name} is a word of {', '.join(words)}; choose another name."


def of_arguments(signature: Signature) -> Iterator[str]:
    """What is wrong with the inputs and the outputs of a function."""
    names = [a.name for a in (*signature.inputs, *signature.outputs)]
    for name in dict.fromkeys(names):
        if not re.fullmatch(LIKE_ARGUMENTS, name):
            yield f"{name!r} is no name for an argument; write it like X or fit_intercept."
        if name in OF_A_CASE:
            yield f"{name} is a word of spec.toml; choose another name."
        yield from of_a_word(name)
        if names.count(name) > 1:
            yield f"{name} stands twice in {signature}."
    known = {size for a in signature.inputs for size in a.sizes}
    known |= {a.name for a in signature.inputs if not a.sizes and a.type != "float"}
    for output in signature.outputs:
        for size in output.sizes:
            if unknown := set(re.findall(r"[A-Za-z_]\w*", size)) - known:
                yield f"{', '.join(sorted(unknown))} in {output} is no size of an input."


def defined(language: Language) -> set[str]:
    """What stands beside the katas of a language: its files, and what they define."""
    names = {path.stem.lower() for path in language.folder.iterdir()}
    for pattern in (f"*{language.SUFFIX}", "*.hpp"):
        for path in language.folder.glob(pattern):
            found = DEFINITION.findall(path.read_text(encoding="utf-8"))
            names |= {name for pair in found for name in pair}
    return names - set(functions()) - set(katas())
