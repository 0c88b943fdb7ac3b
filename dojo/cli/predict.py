"""Predict new rows with a fitted model: nox -s predict -- build/apply/autos/model.json new.csv."""

import argparse
import sys
from pathlib import Path


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        prog="nox -s predict --",
        description="Predict the rows of a file with a model that `nox -s apply` wrote.",
    )
    parser.add_argument("model", type=Path, help="a model.json")
    parser.add_argument("file", type=Path, help="a table with the columns it needs")
    parser.add_argument("--out", type=Path, metavar="FILE", help="where to write")
    options = parser.parse_args(words)
    from dojo.apply import Unusable
    from dojo.apply.console import predict

    try:
        return predict(options.model, options.file, options.out)
    except Unusable as error:
        print(error, file=sys.stderr)
        return 1
