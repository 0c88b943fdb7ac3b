"""Use a kata on a table: nox -s apply -- file.csv --target y --model ridge --language rust."""

import argparse
import sys
from pathlib import Path

from dojo.cli import known_language


def main(words: list[str]) -> int:
    options = parser().parse_intermixed_args(words)
    known_language(options.language)
    try:
        from dojo.apply import Unusable
        from dojo.apply.console import apply
    except ImportError as error:
        print(
            f"apply needs {error.name}: `nox -s apply` installs it, or pip install --group apply.",
            file=sys.stderr,
        )
        return 1
    try:
        return apply(options)
    except Unusable as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped; no result was written.", file=sys.stderr)
        return 130


def parser() -> argparse.ArgumentParser:
    """Its options."""
    parser = argparse.ArgumentParser(
        prog="nox -s apply --",
        description="Look at a table; with a target, fit it with your kata and write an honest report.",
    )
    parser.add_argument(
        "file",
        nargs="?",
        type=Path,
        help="CSV, TSV, Excel, Parquet or Feather, packed or not",
    )
    parser.add_argument("--target", default="", help="the column to predict")
    parser.add_argument(
        "--model", default="", help="ridge, lasso, logistic, …: --models lists them"
    )
    parser.add_argument("--models", action="store_true", help="list the models")
    parser.add_argument("--language", default="python")
    parser.add_argument(
        "--source", default="katas", help="whose katas: yours, or a path"
    )
    parser.add_argument(
        "--solutions",
        action="store_const",
        const="solutions",
        dest="source",
        help="the reference",
    )
    parser.add_argument("--positive", default="", metavar="CLASS")
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--group", metavar="COLUMN", help="hold whole groups out")
    how.add_argument("--time", metavar="COLUMN", help="hold the latest rows out")
    how.add_argument("--no-split", action="store_true", help="hold nothing out")
    parser.add_argument("--test", type=float, default=0.25, metavar="SHARE")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument(
        "--lam", type=float, help="the penalty; else by cross-validation"
    )
    parser.add_argument(
        "--rule",
        choices=["min", "1se", "loo", "gcv"],
        default="min",
        help="how the penalty is chosen: the least error over folds, the strongest within one standard error; for ridge also by your loo_gcv",
    )
    parser.add_argument(
        "--prepare",
        choices=["mine"],
        help="prepare and judge with your own standardize, one_hot, polynomial_features and metrics",
    )
    parser.add_argument("--task", metavar="NAME", help="a stock task")
    parser.add_argument("--tasks", action="store_true", help="list the stock tasks")
    parser.add_argument(
        "--cured",
        action="store_true",
        help="a stock task without the columns that its trap is made of",
    )
    parser.add_argument(
        "--leave-out", action="append", default=[], metavar="COLUMN", help="any number"
    )
    parser.add_argument(
        "--scale",
        type=int,
        metavar="WORKERS",
        help="stream Parquet files ('data/*.parquet'), on so many Dask workers; 0: in this process",
    )
    parser.add_argument("--without-repeats", action="store_true")
    parser.add_argument(
        "--recipe", type=Path, help="another recipe than the one beside the file"
    )
    return parser
