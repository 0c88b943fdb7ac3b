"""The tests of the tests: what the specs say is true, and every language holds to it.

An item is a kata, a language or both; whatever fails in it is listed.
"""

import os
import re
from collections.abc import Iterable

import numpy as np
import pytest

from dojo.cli import data
from dojo.cli.map import README as MAP
from dojo.cli.map import markdown
from dojo.grade import soundness
from dojo.grade.grader import Grader
from dojo.grade.soundness import first_line
from dojo.grade.verdict import Word
from dojo.paths import DATA, ROOT, shown
from dojo.run.language import FAST, Language, languages
from dojo.run.peers import beyond
from dojo.run.results import Profile, Status
from dojo.spec.cases import Case, Kata, katas
from dojo.spec.draws import workload
from dojo.tests import opened as sources


def by_name(value: object) -> str:
    return getattr(value, "name", str(value))


def grouped(values: Iterable) -> list:
    """pytest parameters, each kata or language in one process: what is opened or computed there serves all its tests."""
    return [
        pytest.param(v, id=by_name(v), marks=pytest.mark.xdist_group(by_name(v)))
        for v in values
    ]


def pairs(chosen=lambda language, kata: True) -> list:
    return [
        pytest.param(
            l, k, id=f"{l.name}-{k.name}", marks=pytest.mark.xdist_group(l.name)
        )
        for l in languages().values()
        for k in katas().values()
        if not l.lacks(k.name) and chosen(l, k)
    ]


each_kata = pytest.mark.parametrize("each", grouped(katas().values()))
each_language = pytest.mark.parametrize("language", grouped(languages().values()))
each_pair = pytest.mark.parametrize("language, each", pairs())


def grader(language: str, source: str) -> Grader:
    """A source as it is graded: the fast one as it is timed."""
    profile = Profile.TIMED if source == FAST else Profile.CHECKED
    return sources.grader(language, source, profile)


@pytest.fixture(scope="session", autouse=True)
def close_graders():
    yield
    sources.opened.cache_clear()


def failures(grader: Grader, cases: Iterable[Case]) -> str:
    """The verdicts that are not passed."""
    found = sources.verdicts(grader, cases)
    return "\n".join(f"{c.id}: {v}" for c, v in found if v.word != Word.PASSED)


# ---------------------------------------------------------------- languages and peers


@each_pair
def test_every_solution_passes(language: Language, each: Kata):
    assert not failures(grader(language.name, "solutions"), each.cases)


SOURCE_TEXT = re.compile(r"&&|\|\||[<>=]=|::|\w\.\w+\(|[{}]|\(needs")


@each_pair
def test_a_refusal_is_told_in_words(language: Language, each: Kata):
    """With what was wrong and its numbers, and without a line of the program."""
    opened = grader(language.name, "solutions")
    for case in (case for case in each.cases if case.must_refuse):
        reply = opened.call(case.function, case.inputs)
        assert reply.status == Status.REFUSED, case.id
        words = reply.value[1]
        assert len(words.split()) > 1, f"{case.id}: {words}"
        assert not SOURCE_TEXT.search(words), f"{case.id}: {words}"


def has_fast(language: Language, name: str) -> bool:
    return (language.folder / FAST / f"{name}{language.SUFFIX}").exists()


@pytest.mark.parametrize("language, each", pairs(lambda l, k: has_fast(l, k.name)))
def test_every_fast_program_passes(language: Language, each: Kata):
    """Compiled as it is timed."""
    assert not failures(grader(language.name, FAST), each.cases)


@pytest.mark.slow("solutions that are built on a fast program")
@pytest.mark.parametrize(
    "language, each",
    pairs(
        lambda l, k: not has_fast(l, k.name) and any(has_fast(l, n) for n in k.before)
    ),
)
def test_every_solution_passes_on_fast_programs(language: Language, each: Kata):
    assert not failures(grader(language.name, FAST), each.cases)


PEERS = [
    pytest.param(
        l, path, id=f"{l.name}-{path.stem}", marks=pytest.mark.xdist_group(l.name)
    )
    for l in languages().values()
    for path in sorted((l.folder / "peers").glob(f"*{l.SUFFIX}"))
]


@pytest.mark.parametrize("language, path", PEERS)
def test_every_peer_passes_what_it_offers(language: Language, path):
    """Wherever a library has the function and the case has an answer: a library refuses in its own way, or not at
    all, so refusals are ours. But for the cases that its BEYOND names with the reason: these it must fail."""
    peer, has = (
        grader(language.name, f"peers/{path.stem}"),
        language.functions(path.read_text(encoding="utf-8")),
    )
    too_much, wrong = beyond(path), []
    for case in (case for each in katas().values() for case in each.cases):
        if case.function.name in has and not case.refuses:
            verdict = peer.grade(case)
            known = f"{case.function.name}: {case.name}" in too_much
            if (verdict.word == Word.PASSED) == known:
                wrong.append(f"{case.id}{' is in BEYOND' if known else ''}: {verdict}")
    assert not wrong, "\n".join(wrong)


@each_language
def test_every_stub_is_to_do(language: Language, tmp_path):
    """Made from the solutions: what stands in katas/ may be a learner's by now."""
    if reason := language.missing():
        pytest.skip(f"{language.TITLE} is not graded: {reason}")
    for path in language.source("solutions").glob(f"*{language.SUFFIX}"):
        (tmp_path / path.name).write_text(
            language.stub(path.read_text(encoding="utf-8"))
        )
    stubs = Grader(language.name, tmp_path)
    own = [each for each in katas().values() if not language.lacks(each.name)]
    first = {case.function.name: case for each in own for case in each.cases}
    words = {stubs.grade(case).word for case in first.values()}
    replies = {stubs.call(case.function, case.inputs).status for case in first.values()}
    stubs.close()
    assert words == replies == {Word.TO_DO}


# ---------------------------------------------------------------- one name, one formula, one placeholder


def promised() -> list[str]:
    """The languages that README.md lists: they have every kata, while another one may be begun."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return re.findall(
        r"(\w+)/", re.search(r"^(.*)  a language:", text, re.MULTILINE)[1]
    )


@each_kata
def test_no_file_is_missing(each: Kata):
    names = ("README.md", "oracle.py", "mistakes.toml", "fixtures.json")
    files = [each.folder / name for name in names]
    for language in languages().values():
        if language.name in promised() or not language.lacks(each.name):
            both = ("katas", "solutions")
            files += [language.file(source, each.name) for source in both]
    missing = [shown(path) for path in files if not path.exists()]
    assert not missing, f"{each.name} lacks {', '.join(missing)}"


@each_language
def test_no_file_is_unknown(language: Language):
    for source in ("katas", "solutions", FAST):
        found = {
            path.stem for path in (language.folder / source).glob(f"*{language.SUFFIX}")
        }
        assert found <= set(katas()), (
            f"{language.name}/{source} has katas without a spec"
        )


@each_language
def test_the_lists_of_all_katas_are_fresh(language: Language):
    stale = [shown(path) for path in language.stale_lists()]
    assert not stale, (
        f"{', '.join(stale)} differ from the specs; `nox -s new` writes them"
    )


def test_every_function_has_a_name_of_its_own():
    names = [name for each in katas().values() for name in each.functions]
    assert len(names) == len(set(names))


@each_pair
def test_a_solution_has_the_functions_and_the_formulas_of_its_spec(
    language: Language, each: Kata
):
    wrong = soundness.formulas(each, language)
    assert not wrong, "\n".join(wrong)
    formulas = {name: f.formula for name, f in each.functions.items()}
    faster = language.folder / FAST / f"{each.name}{language.SUFFIX}"
    text = faster.read_text(encoding="utf-8") if faster.exists() else ""
    for name, match in language.functions(text).items():
        assert name not in formulas or first_line(match["doc"]) == formulas[name]


@each_pair
def test_a_stub_is_its_solution_with_one_placeholder_per_function(
    language: Language, each: Kata
):
    """A learner's work is left in peace, unless PRISTINE says that this is the published repository."""
    stub = language.stub(
        language.file("solutions", each.name).read_text(encoding="utf-8")
    )
    text = language.file("katas", each.name).read_text(encoding="utf-8")
    if "PRISTINE" not in os.environ and language.placeholders(text) != set(
        each.functions
    ):
        pytest.skip("somebody is at work here")
    assert text == stub


@each_pair
def test_a_solution_multiplies_but_does_not_solve(language: Language, each: Kata):
    for source in ("solutions", FAST):
        path = language.folder / source / f"{each.name}{language.SUFFIX}"
        assert not path.exists() or not language.forbidden(
            path.read_text(encoding="utf-8")
        )


@each_pair
def test_a_fast_file_is_valid_alone(language: Language, each: Kata):
    """It calls no function of the solution's file that it does not have, unless a header declares it."""
    path = language.folder / FAST / f"{each.name}{language.SUFFIX}"
    if not path.exists():
        return
    text = path.read_text(encoding="utf-8")
    others = each.functions.keys() - language.functions(text).keys()
    declared = "".join(language.lists().values())
    called = [f for f in others if re.search(rf"\b{f}\(", text)]
    assert [f for f in called if f"{f}(" not in declared] == []


@each_pair
def test_solutions_and_stubs_are_small(language: Language, each: Kata):
    text = language.file("solutions", each.name).read_text(encoding="utf-8")
    assert (length := len(text.splitlines())) <= 75, length
    an_argument = re.compile(
        r"    \w+: [^=;]*,"
    )  # alone on its line, as rustfmt has it
    for name, match in language.functions(language.stub(text)).items():
        lines = [
            line for line in match[0].splitlines() if not an_argument.fullmatch(line)
        ]
        assert len(lines) <= 12, name


def test_modules_of_the_machinery_are_small():
    lengths = {
        shown(p): len(p.read_text(encoding="utf-8").splitlines())
        for p in ROOT.glob("dojo/**/*.py")
    }
    assert {name: n for name, n in lengths.items() if n > 250} == {}


ROOMS = [
    "paths",
    "pages",
    "spec",
    "run",
    "grade",
    "bench",
    "practice",
    "watch",
    "teach",
    "cli",
]  # each may know those before it


def test_arrows_run_one_way():
    """And `dojo.load` does not bring in the judge."""
    wrong = []
    for path in sorted((ROOT / "dojo").rglob("*.py")):
        room = path.relative_to(ROOT / "dojo").parts[0].removesuffix(".py")
        text = path.read_text(encoding="utf-8")
        for other in re.findall(r"^\s*(?:from|import) dojo\.(\w+)", text, re.MULTILINE):
            known = room not in ROOMS or other not in ROOMS
            if not known and ROOMS.index(other) > ROOMS.index(room):
                wrong.append(f"{shown(path)} imports dojo.{other}")
    assert not wrong
    text = (ROOT / "dojo" / "__init__.py").read_text(encoding="utf-8")
    assert set(re.findall(r"from dojo\.(\w+)", text)) <= {"run", "spec"}


@each_kata
def test_needs_are_what_the_solutions_use(each: Kata):
    wrong = soundness.needs(each)
    assert not wrong, "\n".join(wrong)


@each_kata
def test_a_readme_derives_hints_and_refers(each: Kata):
    text = (each.folder / "README.md").read_text(encoding="utf-8")
    assert text.startswith(f"# {each.title}\n")
    assert len(re.findall(r"<details><summary>Hint \d", text)) == 3
    assert "\n## Derivation" in text and "\n## References" in text
    assert all(name in text for name in each.functions)


def test_the_map_shows_every_kata():
    assert markdown() in MAP.read_text(encoding="utf-8"), "run nox -s map -- --write"


# ---------------------------------------------------------------- the truth


@each_kata
def test_the_oracle_agrees(each: Kata):
    """With the hand-written cases and, where there is one, with its certificate; and the Python solution with it."""
    wrong = soundness.oracle(each)
    assert not wrong, "\n".join(wrong)


@each_kata
def test_every_case_is_well_posed(each: Kata):
    wrong = soundness.well_posed(each)
    assert not wrong, "\n".join(wrong)


@each_kata
def test_cases_have_names_of_their_own_and_reasons(each: Kata):
    wrong = soundness.named_cases(each)
    assert not wrong, "\n".join(wrong)


@pytest.mark.slow("fixtures drawn anew from their seeds")
@each_kata
def test_fixtures_regenerate_from_their_seeds(each: Kata):
    """Bit for bit, but for tolerances that depend on the BLAS."""
    wrong = soundness.fresh_fixtures(each)
    assert not wrong, "\n".join(wrong)


# ---------------------------------------------------------------- both directions of honesty


@each_kata
def test_every_mistake_is_killed_and_recognised(each: Kata):
    wrong = soundness.killed_mistakes(each)
    assert not wrong, "\n".join(wrong)


@each_kata
def test_what_is_graded_in_its_own_way_is_named_rightly(each: Kata):
    for function in each.functions.values():
        inputs = {a.name for a in function.signature.inputs}
        outputs = {a.name for a in function.signature.outputs}
        assert set(function.at_most) <= outputs
        assert set(function.at_most.values()) <= inputs
        assert set(function.exact_zeros) <= outputs


@each_kata
def test_every_valid_alternative_is_accepted(each: Kata):
    wrong = soundness.alternatives(each)
    assert not wrong, "\n".join(wrong)


@each_kata
def test_workloads_are_problems_of_their_functions(each: Kata):
    """Drawn at a small size."""
    for function in each.functions.values():
        work = workload(function)
        for sizes in (work.sizes, *work.more) if work else ():
            sizes = {letter: min(size, 30) for letter, size in sizes.items()}
            inputs = work.draw(np.random.default_rng(0), **sizes)
            function.signature.check(function.signature.bind(**inputs))
            assert work.flops(**sizes) > 0 and work.bytes(**sizes) > 0


def test_data_are_as_their_readme_says():
    """Every file has its row, with its SHA-256 and the katas that use it."""
    assert {path.stem for path in DATA.glob("*.csv")} == set(data.sources())
    found = (DATA / "README.md").read_text(encoding="utf-8")
    assert found == data.readme(), "run nox -s data"
