"""The tests of the tests: what the judge's book says is true, and every language holds to it."""

import json
import os
import re
from functools import cache

import numpy as np
import pytest

from dojo import fixtures, map
from dojo.bench.entries import beyond
from dojo.grade import PASSED, TO_DO, attempt, judge
from dojo.paths import ROOT
from dojo.session import Session
from dojo.spec import functions, kata, katas
from dojo.tracks import FAST, Unavailable, tracks

CASES = [case for each in katas().values() for case in each.cases]


def oracle(function, table):
    """What a kata's oracle has in one of its tables for a function; {} where nothing."""
    return getattr(kata(function.kata).oracle, table, {}).get(function.name, {})


def listed(table):
    """(function, words, program) of MISTAKES or ALTERNATIVES, as pytest parameters."""
    return [
        pytest.param(f, words, program, id=f"{f.name}: {words}")
        for f in functions().values()
        for words, program in oracle(f, table).items()
    ]


def cases_of(function):
    return [case for case in CASES if case.function == function]


def by_id(value):
    return getattr(value, "id", None) or getattr(value, "name", None)


each_case = pytest.mark.parametrize("case", CASES, ids=by_id)
each_kata = pytest.mark.parametrize("each", katas().values(), ids=by_id)
each_function = pytest.mark.parametrize("function", functions().values(), ids=by_id)
each_track = pytest.mark.parametrize("track", tracks().values(), ids=by_id)


@cache
def opened(track, source):
    """The Session of a source, or why there is none."""
    takes_long = getattr(tracks()[track].module, "takes_long", lambda path: False)
    if takes_long(tracks()[track].source(source)) and "PEERS" not in os.environ:
        name = source.rpartition("/")[2]
        return Unavailable(f"{name} takes a minute to build; `nox -s peers` does it.")
    try:
        return Session(track, source, fast=source == FAST)
    except Unavailable as reason:
        return reason


def session(track, source):
    if isinstance(found := opened(track, source), Unavailable):
        pytest.skip(f"{track}/{source} is not graded: {found}")
    return found


@pytest.fixture(scope="session", autouse=True)
def close_sessions():
    yield
    opened.cache_clear()


# ---------------------------------------------------------------- languages and peers


@each_case
@each_track
def test_every_solution_passes(track, case):
    verdict = session(track.name, "solutions").grade(case)
    assert verdict.word == PASSED, verdict


FASTER = [
    pytest.param(track, case, id=f"{track.name}-{case.id}")
    for track in tracks().values()
    for case in CASES
    if any(
        (track.folder / FAST / f"{name}{track.SUFFIX}").exists()
        for name in (*kata(case.function.kata).before, case.function.kata)
    )
]


@pytest.mark.parametrize("track, case", FASTER)
def test_every_fast_program_passes(track, case):
    """A file of fast/, and the solutions that are built on it; compiled as they are timed."""
    verdict = session(track.name, FAST).grade(case)
    assert verdict.word == PASSED, verdict


def offered():
    """(track, source, case, whether it is beyond the peer) wherever a library has the function and the case has an
    answer: a library refuses in its own way, or not at all, so refusals are ours."""
    for track in tracks().values():
        for path in sorted((track.folder / "peers").glob(f"*{track.SUFFIX}")):
            has, too_much = track.functions(path.read_text()), beyond(path)
            for case in CASES:
                if case.function.name in has and not case.refuses:
                    known = f"{case.function.name}: {case.name}" in too_much
                    where = (track.name, f"peers/{path.stem}")
                    yield pytest.param(*where, case, known, id=f"{path.stem}-{case.id}")


@pytest.mark.parametrize("track, source, case, known", list(offered()))
def test_every_peer_passes_what_it_offers(track, source, case, known):
    """But for the cases that its BEYOND names with the reason: these it must fail."""
    verdict = session(track, source).grade(case)
    assert (verdict.word == PASSED) != known, verdict


@each_track
def test_every_stub_is_to_do(track, tmp_path):
    """Made from the solutions: what stands in katas/ may be a learner's by now."""
    if reason := track.missing():
        pytest.skip(f"{track.TITLE} is not graded: {reason}")
    for path in track.source("solutions").glob(f"*{track.SUFFIX}"):
        (tmp_path / path.name).write_text(track.stub(path.read_text()))
    stubs = Session(track.name, tmp_path)
    words = {stubs.grade(case).word for case in CASES}
    replies = {stubs.call(c.function, c.inputs).status for c in CASES}
    stubs.close()
    assert words == replies == {TO_DO}


# ---------------------------------------------------------------- one name, one formula, one hole


@each_kata
def test_no_file_is_missing(each):
    files = [each.folder / name for name in ("README.md", "oracle.py", "fixtures.json")]
    for track in tracks().values():
        files += [track.file(source, each.name) for source in ("katas", "solutions")]
    missing = [str(path.relative_to(ROOT)) for path in files if not path.exists()]
    assert not missing, f"{each.name} lacks {', '.join(missing)}"


@each_track
def test_no_file_is_unknown(track):
    for source in ("katas", "solutions", FAST):
        found = {path.stem for path in (track.folder / source).glob(f"*{track.SUFFIX}")}
        assert found <= set(katas()), f"{track.name}/{source} has katas without a spec"


def test_every_function_has_a_name_of_its_own():
    names = [name for each in katas().values() for name in each.functions]
    assert len(names) == len(set(names))


@each_kata
@each_track
def test_a_solution_has_the_functions_and_the_formulas_of_its_spec(track, each):
    text = track.file("solutions", each.name).read_text()
    found = {name: first_line(m["doc"]) for name, m in track.functions(text).items()}
    formulas = {name: f.formula for name, f in each.functions.items()}
    assert found == formulas
    faster = track.folder / FAST / f"{each.name}{track.SUFFIX}"
    text = faster.read_text() if faster.exists() else ""
    for name, match in track.functions(text).items():
        assert name not in formulas or first_line(match["doc"]) == formulas[name]


def first_line(doc):
    lines = (line.strip(' \t/"') for line in doc.splitlines())
    return next(line for line in lines if line)


@each_kata
@each_track
def test_a_stub_is_its_solution_with_one_hole_per_function(track, each):
    stub = track.stub(track.file("solutions", each.name).read_text())
    text = track.file("katas", each.name).read_text()
    pristine = os.environ.get("CI") or track.holes(text) == set(each.functions)
    if not pristine:
        pytest.skip("somebody is at work here")
    assert text == stub


@each_kata
@each_track
def test_a_solution_multiplies_but_does_not_solve(track, each):
    for source in ("solutions", FAST):
        path = track.folder / source / f"{each.name}{track.SUFFIX}"
        assert not path.exists() or not track.forbidden(path.read_text())


@each_kata
@each_track
def test_solutions_and_stubs_are_small(track, each):
    text = track.file("solutions", each.name).read_text()
    assert (length := len(text.splitlines())) <= 80, length
    an_argument = re.compile(
        r"    \w+: [^=;]*,"
    )  # alone on its line, as rustfmt has it
    for name, match in track.functions(track.stub(text)).items():
        lines = [
            line for line in match[0].splitlines() if not an_argument.fullmatch(line)
        ]
        assert len(lines) <= 12, name


def test_modules_of_the_machinery_are_small():
    lengths = {p.name: len(p.read_text().splitlines()) for p in ROOT.glob("dojo/*.py")}
    assert {name: n for name, n in lengths.items() if n > 250} == {}


@each_kata
def test_needs_are_what_the_solutions_use(each):
    """`needs` names katas whose functions are called, and no other kata is called."""
    python = (ROOT / "python" / "solutions" / f"{each.name}.py").read_text()
    rust = (ROOT / "rust" / "solutions" / f"{each.name}.rs").read_text()
    used = {*re.findall(r"^from (\w+)", python, re.MULTILINE)} & set(katas())
    used |= {*re.findall(r"^use super::(\w+)", rust, re.MULTILINE)}
    assert used <= set(each.before)
    assert set(each.needs) <= used


@each_kata
def test_a_readme_derives_hints_and_refers(each):
    text = (each.folder / "README.md").read_text()
    assert text.startswith(f"# {each.title}\n")
    assert len(re.findall(r"<details><summary>Hint \d", text)) == 3
    assert "\n## Derivation" in text and "\n## References" in text
    assert all(name in text for name in each.functions)


def test_the_map_shows_every_kata():
    assert map.markdown() in map.README.read_text(), "run nox -s map -- --write"


# ---------------------------------------------------------------- the truth


@each_case
def test_the_oracle_agrees(case):
    """With the hand-written cases and, where there is one, with its certificate."""
    program = getattr(kata(case.function.kata).oracle, case.function.name)
    verdict = judge(case, attempt(case, program))
    assert verdict.word == PASSED, verdict


@each_case
def test_a_second_route_agrees(case):
    verdict = judge(case, attempt(case, oracle(case.function, "REFERENCES")))
    assert verdict.word == PASSED, verdict


@each_case
def test_every_case_is_well_posed(case):
    problem = oracle(case.function, "WELL_POSED")
    assert not problem or not problem(*case.inputs.values())


@each_case
def test_every_case_is_accepted_by_its_signature(case):
    case.function.signature.check(case.inputs)


@each_kata
def test_cases_have_names_of_their_own_and_reasons(each):
    names = [(case.function.name, case.name) for case in each.cases]
    assert len(names) == len(set(names))
    assert all(case.why for case in each.cases)
    assert {case.function.name for case in each.cases} == set(each.functions)


@each_kata
def test_fixtures_regenerate_from_their_seeds(each):
    """Inputs and answers bit for bit; a calibrated tolerance may depend on the BLAS."""
    drawn = json.loads(fixtures.as_json(fixtures.regenerate(each)))
    assert len(drawn) == len(each.fixtures)
    for new, frozen in zip(drawn, each.fixtures, strict=True):
        ratio = new.pop("rtol", 1) / frozen.pop("rtol", 1)
        assert 1 / 10 <= ratio <= 10
        assert new == frozen


# ---------------------------------------------------------------- both directions of honesty


@pytest.mark.parametrize("function, sentence, mistake", listed("MISTAKES"))
def test_every_mistake_is_killed_and_recognised(function, sentence, mistake):
    verdicts = [judge(case, attempt(case, mistake)) for case in cases_of(function)]
    assert {v.word for v in verdicts} != {PASSED}, "no case kills it"
    assert sentence in {v.mistake for v in verdicts}, "it is not recognised"


@each_function
def test_what_is_graded_in_its_own_way_is_named_rightly(function):
    inputs = {a.name for a in function.signature.inputs}
    outputs = {a.name for a in function.signature.outputs}
    assert set(function.at_most) <= outputs
    assert set(function.at_most.values()) <= inputs
    assert set(function.exact_zeros) <= outputs


@each_function
def test_every_function_has_mistakes(function):
    assert oracle(function, "MISTAKES")


@pytest.mark.parametrize("function, name, alternative", listed("ALTERNATIVES"))
def test_every_valid_alternative_is_accepted(function, name, alternative):
    for case in cases_of(function):
        verdict = judge(case, attempt(case, alternative))
        assert verdict.word == PASSED, f"{case.id}: {verdict}"


@each_kata
def test_workloads_are_problems_of_their_functions(each):
    """Drawn at a small size."""
    for name, workload in each.oracle.WORKLOADS.items():
        for sizes in (workload.sizes, *workload.more):
            sizes = {letter: min(size, 30) for letter, size in sizes.items()}
            inputs = workload.draw(np.random.default_rng(0), **sizes)
            signature = each.functions[name].signature
            signature.check(signature.bind(**inputs))
            assert workload.flops(**sizes) > 0 and workload.bytes(**sizes) > 0
