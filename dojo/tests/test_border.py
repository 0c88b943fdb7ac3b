"""The border trusts nobody: whatever a kata does to its process, its pipe or its surroundings, it is one verdict."""

import os
import signal
import subprocess
import sys
import time

import psutil
import pytest

from dojo.grade.grader import Grader
from dojo.paths import ROOT
from dojo.run.language import languages
from dojo.spec.cases import functions, kata
from dojo.tests import zoo
from dojo.tests.opened import needs

VERDICTS = {  # animal → the word of the verdict and words of its facts
    "closed descriptors": ("crashed", "it closed the pipe to the grader"),
    "garbage": ("crashed", "bytes that are no message"),
    "half a message": ("timed out", "no answer in"),
    "answers twice": ("left behind", "it left processes behind"),
    "leaves a process": ("left behind", "it left processes behind"),
    "leaves a daemon": ("left behind", "it left processes behind"),
    "sleeps": ("timed out", "no answer in"),
    "ends its watcher": ("crashed", "it ended the process that watches over it"),
    "its children eat memory": ("out of memory", "it took more than"),
}
GOOD = "lag_matrix"  # a function that must be graded all the same
SENSITIVE = "two_sum"  # exact: it feels the rounding mode


def build(language, folder):
    """The solutions of a language; in some functions an animal, before the body of others something harmless."""
    own = zoo.of(language.name)
    wild, tame = own.HOSTILE, own.HARMLESS
    indent = " " * (len(language.PLACEHOLDER) - len(language.PLACEHOLDER.lstrip()))
    bodies = {f: indent + body for f, body in wild.values()}
    prefixes = {f: f"{indent}{line.lstrip(' ')}\n" for f, line in tame.values()}

    def new(name, body):
        return bodies.get(name, prefixes.get(name, "") + body)

    for path in language.source("solutions").glob(f"*{language.SUFFIX}"):
        text = language.rewritten(path.read_text(), new)
        (folder / path.name).write_text(getattr(own, "INCLUDES", "") + text)


@pytest.fixture(scope="module", params=sorted(languages()))
def grader(request, tmp_path_factory):
    language = languages()[request.param]
    if reason := language.missing():
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp(language.name)
    build(language, folder)
    own = zoo.of(language.name)
    used = [name for name, _ in [*own.HOSTILE.values(), *own.HARMLESS.values()]]
    names = {functions()[f].kata for f in [*used, GOOD, SENSITIVE]}
    grader = Grader(language.name, folder, seconds=2, memory=900 << 20, names=names)
    yield grader
    grader.close()


def cases(name):
    """The ordinary cases of a function: those that have an answer."""
    found = kata(functions()[name].kata).cases
    return [c for c in found if c.function.name == name and c.outputs]


@pytest.mark.parametrize("animal", VERDICTS)
def test_who_crosses_the_border_gets_one_verdict(grader, animal):
    function, _ = zoo.of(grader.language.name).HOSTILE[animal]
    word, fact = VERDICTS[animal]
    verdict = grader.grade(cases(function)[0])
    assert verdict.word == word, verdict
    assert fact in str(verdict), verdict
    assert grader.grade(cases(GOOD)[0]).word == "passed"
    assert not grader.worker.strays()


def test_what_belongs_to_the_process_is_put_back(grader):
    for animal, (function, _) in zoo.of(grader.language.name).HARMLESS.items():
        (verdict, *_) = grader.grade_all(cases(function)[:3])
        assert verdict.passed, (animal, verdict)
        time.sleep(0.06 * (animal == "alarm"))
        for name in (GOOD, SENSITIVE):
            verdicts = grader.grade_all(cases(name))
            assert all(v.passed for v in verdicts), (animal, verdicts)


CALLER = """
import dojo, sys
from dojo.run import worker
library = dojo.load(sys.argv[1], "solutions", fast=False)
library.gram([[1.0]])
print(library._runner.worker.keeper.life.pid, flush=True)
library.power_iteration([[2.0, 1.0], [1.0, 2.0]], [1.0, 0.5], 10**11)
"""


@pytest.mark.parametrize("language", sorted(languages()))
def test_nobody_outlives_who_called_them(language):
    needs(languages()[language], "jacobi_svd")
    for sign in (signal.SIGHUP, signal.SIGTERM, signal.SIGKILL):
        caller = subprocess.Popen(
            [sys.executable, "-c", CALLER, language],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )
        try:
            worker = psutil.Process(int(caller.stdout.readline()))
            keeper = worker.parent()
            if sign == signal.SIGKILL:
                keeper.suspend()
            caller.send_signal(sign)
            caller.wait()
        finally:
            caller.kill()
        _, alive = psutil.wait_procs([worker, keeper], timeout=5)
        assert not alive, (sign, alive)
