"""Is a kata itself sound? Each check returns sentences that say where it is not, and none where it is."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from dojo.grade.attempt import attempt
from dojo.grade.evidence import EVIDENCE, usual_reply
from dojo.grade.grader import Grader
from dojo.grade.judge import judge
from dojo.grade.recognise import recognise
from dojo.grade.verdict import Word, find
from dojo.paths import ROOT, shown
from dojo.run.language import Language
from dojo.run.results import Reply
from dojo.spec import fixtures
from dojo.spec.cases import Case, Function, Kata, katas
from dojo.spec.mistakes import mistakes

SECONDS = 30  # of CPU that a mistake may take


def plainest_first(cases: Iterable[Case]) -> list[Case]:
    return sorted(cases, key=lambda case: case.size)


def cases_of(function: Function, kata: Kata) -> list[Case]:
    """The plainest first."""
    return plainest_first(case for case in kata.cases if case.function == function)


def named_cases(kata: Kata) -> list[str]:
    """Every function has cases, and every case a name of its own and a reason."""
    path = shown(kata.folder / "spec.toml")
    counts = Counter((case.function.name, case.name) for case in kata.cases)
    wrong = [
        f"{path}: [{function}] has {count} cases of the name {name!r}."
        for (function, name), count in counts.items()
        if count > 1
    ]
    wrong += [f"{path}: {case.id} has no why." for case in kata.cases if not case.why]
    idle = kata.functions.keys() - {case.function.name for case in kata.cases}
    return wrong + [f"{path}: [{name}] has no case." for name in sorted(idle)]


def oracle(kata: Kata, cases: Iterable[Case] | None = None) -> list[str]:
    """The oracle gives what the cases say, and its answers bear its certificates."""
    wrong = []
    for case in plainest_first(kata.cases if cases is None else cases):
        verdict = judge(case, attempt(case, getattr(kata.oracle, case.function.name)))
        if verdict.word != Word.PASSED:
            wrong.append(f"{case.id}, answered by the oracle: {verdict}")
    return wrong


def contradictions(kata: Kata) -> list[str]:
    """The hand-written cases that the oracle contradicts."""
    return oracle(kata, kata.written)


def well_posed(kata: Kata) -> list[str]:
    """Every case is one on which two right programs must agree."""
    checks = getattr(kata.oracle, "WELL_POSED", {})
    wrong = []
    for case in kata.cases:
        case.function.signature.check(case.inputs)
        check = checks.get(case.function.name)
        if problem := check(*case.inputs.values()) if check else "":
            wrong.append(f"{case.id} is not well posed: {problem}")
    return wrong


def alternatives(kata: Kata) -> list[str]:
    """Every other valid program passes."""
    wrong = []
    for function, programs in getattr(kata.oracle, "ALTERNATIVES", {}).items():
        for name, program in programs.items():
            for case in cases_of(kata.functions[function], kata):
                verdict = judge(case, attempt(case, program))
                if verdict.word != Word.PASSED:
                    wrong.append(f"{name}: {case.id}: {verdict}")
    return wrong


def fresh_fixtures(kata: Kata) -> list[str]:
    """fixtures.json is what its seeds draw; a calibrated tolerance may depend on the BLAS, and stays within a factor of two."""
    path = kata.folder / "fixtures.json"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    if fixtures.as_json(fixtures.regenerate(kata)) == text:
        return []
    way_out = f"`nox -s fixtures -- {kata.name}` draws them anew."
    return [f"{shown(path)} is not what spec.toml and oracle.py give; {way_out}"]


def killed_mistakes(kata: Kata) -> list[str]:
    """Every usual mistake fails a case and is called by its name; its plainest failing cases are enough for both."""
    wrong, path = [], shown(kata.folder / "mistakes.toml")
    for function in kata.functions.values():
        found, cases = mistakes(function), cases_of(function, kata)
        wrong += [] if found else [f"{path}: [{function.name}] has no mistakes."]
        for sentence, mistake in found.items():
            answers = _failing(cases, mistake.program)
            if all(find(*answer).word == Word.PASSED for answer in answers):
                wrong.append(f"{path}: [{function.name}] {sentence}: no case fails.")
            elif (named := recognise(answers, budget=None)) != sentence:
                taken = (
                    f"it is taken for {named!r}" if named else "it is not recognised"
                )
                wrong.append(f"{path}: [{function.name}] {sentence}: {taken}.")
    return wrong


def _failing(cases: list[Case], program: Callable) -> list[tuple[Case, Reply]]:
    """Its answers, until as many have failed as are looked at."""
    answers: list[tuple[Case, Reply]] = []
    failed = 0
    for case in cases:
        answers.append((case, usual_reply(case, program, SECONDS)))
        failed += find(*answers[-1]).word.nameable
        if failed == EVIDENCE:
            break
    return answers


def needs(kata: Kata) -> list[str]:
    """`needs` names the katas whose functions the solutions call, and no other kata is called."""
    path, used = shown(kata.folder / "spec.toml"), set()
    for file, pattern in (
        (ROOT / "python" / "solutions" / f"{kata.name}.py", r"^from (\w+)"),
        (ROOT / "rust" / "solutions" / f"{kata.name}.rs", r"^use super::(\w+)"),
    ):
        text = file.read_text(encoding="utf-8") if file.exists() else ""
        used |= {*re.findall(pattern, text, re.MULTILINE)} & katas().keys()
    called = "whose functions a solution calls"
    wrong = [
        f"{path}: needs must name {name}, {called}."
        for name in sorted(used - {*kata.before})
    ]
    return wrong + [
        f"{path}: needs names {name}, but no solution calls its functions."
        for name in sorted({*kata.needs} - used)
    ]


def solution(kata: Kata, grader: Grader) -> Iterator[str]:
    """A solution passes every case; one by one, because a program that hangs takes its time with each."""
    for function in kata.functions.values():
        for case in cases_of(function, kata):
            if (verdict := grader.grade(case)).word != Word.PASSED:
                yield f"{case.id}, {grader.language.name}: {verdict}"


def formulas(kata: Kata, language: Language) -> list[str]:
    """A solution has the functions of the spec, and the first line of each doc is its formula."""
    path = language.file("solutions", kata.name)
    if not path.exists():
        return [f"{shown(path)} is missing; `nox -s new -- {kata.name}` writes a stub."]
    return [*_formulas(kata, language, shown(path), path.read_text(encoding="utf-8"))]


def _formulas(kata: Kata, language: Language, path: str, text: str) -> Iterator[str]:
    found = {name: first_line(m["doc"]) for name, m in language.functions(text).items()}
    for name, function in kata.functions.items():
        if name not in found:
            yield f"{path} has no function {name}."
        elif found[name] != function.formula:
            yield f"{path}: the first line of the doc of {name} is not its formula, {function.formula!r}."
    for name in found.keys() - kata.functions.keys():
        yield f"{path} has a function {name} that spec.toml does not have."


def first_line(doc: str) -> str:
    lines = (line.strip(' \t/"') for line in doc.splitlines())
    return next(line for line in lines if line)
