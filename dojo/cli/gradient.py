"""Differences of a function's own value against the gradient that it returns: nox -s gradient -- cpp mse_value_grad."""

import argparse
import sys

from dojo.cli import known_language
from dojo.grade import gradcheck
from dojo.grade.compare import listing
from dojo.run.library import KataFailed, load
from dojo.spec.cases import kata


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s gradient --")
    parser.add_argument("language", help="python, cpp, julia or rust")
    parser.add_argument("function", help="one that returns a value and its gradient")
    parser.add_argument("--solutions", action="store_true", help="check the reference")
    options = parser.parse_intermixed_args(words)
    language = known_language(options.language)
    found = {f.name: f for f in gradcheck.checkable()}
    if options.function not in found:
        sys.exit(f"Say one of {', '.join(found)}: their specs name a gradient.")
    function = found[options.function]
    cases = kata(function.kata).cases
    problem = next(c for c in cases if c.function == function and c.outputs)
    source = "solutions" if options.solutions else "katas"
    with load(language.name, source, fast=False) as library:
        try:
            call = getattr(library, function.name)
            findings = gradcheck.check(function, call, problem.inputs)
        except (NotImplementedError, KataFailed) as error:
            sys.exit(str(error))
    print(f"{function.name}, {problem.name}: {listing(problem.inputs)}")
    for finding in findings:
        print(gradcheck.words(finding, function.signature.sizes(problem.inputs)))
    return 0 if all(finding.passed for finding in findings) else 1
