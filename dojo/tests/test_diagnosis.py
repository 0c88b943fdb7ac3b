"""A call that crashes, or passes by luck, once more with everything watched: the learner's line and the reason."""

import shutil

import pytest

from dojo.paths import shown
from dojo.run.foreground import Call
from dojo.run.language import languages
from dojo.run.results import Profile, Unavailable
from dojo.spec.cases import functions

pytestmark = pytest.mark.slow("a sanitized build, and a debugger, for each fault")

FAULTS = {  # (language, what is wrong) → (body of dot, its wrong line within the body, words)
    ("cpp", "beyond an input"): (
        "  double s = 0;\n  for (size_t i = 0; i < x.size(); ++i)\n    s += x.data()[i + 1];\n  return s;",
        3,
        "it reads beyond the end of an array",
    ),
    ("cpp", "a span's index"): ("  return x[x.size()];", 1, "a check of the standard"),
    ("cpp", "freed"): (
        "  double *p = new double(x[0]);\n  delete p;\n  return *p;",
        3,
        "it uses memory that has been given back",
    ),
    ("cpp", "overflow"): (
        "  int n = 2147483647;\n  n += int(x.size());\n  return n;",
        2,
        "signed integer overflow",
    ),
    ("cpp", "null"): (
        "  const double *p = x.size() ? nullptr : x.data();\n  return p[0];",
        2,
        "null pointer",
    ),
    ("cpp", "recursion"): (
        "  volatile char page[4096];\n  page[0] = 1;\n  return dot(x, y) + page[0];",
        0,  # the head: its frame finds no room
        "it calls itself without end",
    ),
    ("cpp", "thrown in the library"): (
        "  std::vector<double> z(x.begin(), x.end());\n  return z.at(3);",
        2,
        "std::out_of_range: vector::_M_range_check: __n (which is 3)",
    ),
    ("cpp", "thrown number"): ("  throw 7;", 1, "it threw int"),
    ("cpp", "noexcept"): (
        "  const auto f = [&]() noexcept -> double { throw y[0]; };\n  return f();",
        1,
        "it threw double",
    ),
    ("cpp", "allocation"): (
        "  Vector z(1ull << 58);\n  return z[0];",
        1,
        "it asks for more memory than there can be",
    ),
    ("cpp", "uninitialised"): (
        "  double s;\n  for (double xi : x)\n    s += xi;\n  return s;",
        4,
        "uninitialized",
    ),
    ("rust", "panic within the library"): (
        "    let mut z = x.to_vec();\n    z.sort_by(|a, _| a.partial_cmp(&f64::NAN).unwrap());\n    z[0]",
        2,
        "called `Option::unwrap()` on a `None` value",
    ),
    ("rust", "recursion"): (
        "    let page = [x.len() as u8; 4096];\n    dot(x, y) + page[0] as f64",
        2,
        "it calls itself without end",
    ),
}


@pytest.mark.parametrize("language, fault", FAULTS)
def test_the_line_is_named(language, fault, tmp_path):
    body, line, words = FAULTS[language, fault]
    language = languages()[language]
    if reason := language.missing():
        pytest.skip(reason)
    if language.name == "rust" and fault == "recursion" and not shutil.which("gdb"):
        pytest.skip("There is no gdb here.")
    for path in language.source("solutions").glob(f"*{language.SUFFIX}"):
        stub = language.stub(path.read_text())
        (tmp_path / path.name).write_text(stub)
    file = language.file(tmp_path, "matrix_products")
    text = language.rewritten(
        file.read_text(), lambda name, old: body if name == "dot" else old
    )
    file.write_text(text)
    first = text[: text.index(body)].count("\n") + 1
    dot = functions()["dot"]
    inputs = dot.signature.bind([1.0, 2.0, 3.0], [4.0, 5.0, 6.0])
    built = language.build(tmp_path, Profile.CHECKED, ["matrix_products"])
    try:
        said = language.diagnose(Call(language, built.program, tmp_path, dot, inputs))
    except Unavailable as reason:
        pytest.skip(str(reason))
    assert f"{shown(file)}:{first + line - 1}:" in said and words in said, said
