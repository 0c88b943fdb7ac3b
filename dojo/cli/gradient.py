"""Differences of a function's own value against the gradient that it returns: nox -s gradient -- cpp mse_value_grad."""

import argparse
import sys

from dojo.cli import check_written, known_language
from dojo.grade import gradcheck
from dojo.run.language import languages
from dojo.run.library import KataFailed, load
from dojo.spec.refusals import Refusal


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="nox -s gradient --")
    parser.add_argument("language", help=", ".join(languages()))
    parser.add_argument("function", help="one that returns a value and its gradient")
    parser.add_argument("--solutions", action="store_true", help="check the reference")
    options = parser.parse_intermixed_args(words)
    language = known_language(options.language)
    found = {f.name: f for f in gradcheck.checkable()}
    if options.function not in found:
        sys.exit(f"Say one of {', '.join(found)}: their specs name a gradient.")
    function = found[options.function]
    check_written(language, [function])
    source = "solutions" if options.solutions else "katas"
    passed = True
    with load(language.name, source, fast=False) as library:
        call = getattr(library, function.name)
        for point in gradcheck.points(function):
            try:
                findings = gradcheck.check(function, call, point.inputs)
            except (NotImplementedError, KataFailed) as error:
                sys.exit(str(error))
            except Refusal as refusal:
                sys.exit(f"{function.name} refuses {point.words}: {refusal}")
            print(f"At {point.words}:")
            sizes = function.signature.sizes(point.inputs)
            for finding in findings:
                print(f"  {gradcheck.words(finding, sizes)}")
            passed &= all(finding.passed for finding in findings)
    return 0 if passed else 1
