"""`nox -s apply -- 'data/*.parquet' --target y --scale 2`: what is printed and written of a streamed fit."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from dojo.apply import Unusable, command, counted, store, streaming
from dojo.apply.columns import NUMBER, Column
from dojo.apply.dialect import Dialect
from dojo.apply.recipe import Recipe
from dojo.apply.solve import Request
from dojo.apply.streaming import Answer
from dojo.paths import shown


def run(pattern: str, target: str, request: Request, workers: int, out: Path) -> None:
    """Stream the files, on so many Dask workers (0: in this process), print what was found and write the model."""
    console = Console(highlight=False)
    if not target:
        raise Unusable("Say which column is the target: --target.")
    if request.rule != "min":
        raise Unusable(
            f"A streamed fit takes the penalty of least error over five folds, and has no --rule {request.rule}; "
            "name a penalty yourself with --lam."
        )
    files = streaming.expanded(pattern)
    _, without = streaming.number_columns(files, target)
    console.print(f"{counted(len(files), 'file')} streamed.", markup=False)
    if without:
        console.print(
            f"No number columns, so left out: {', '.join(without)}.", markup=False
        )
    with (
        cluster(workers) as client,
        Progress(console=console, transient=True) as progress,
    ):
        bar = progress.add_task("row groups", total=None)

        def tell(done: int, of: int) -> None:
            progress.update(bar, completed=done, total=of)

        found = streaming.fit(
            files,
            target,
            request.model or "ridge",
            request.language,
            request.source,
            request.lam,
            client,
            tell,
        )
    command.whole(
        out,
        {
            "model.json": store.as_json(model(found, pattern, files, request)),
            "card.md": card(found),
        },
    )
    for sentence in sentences(found):
        console.print(sentence, markup=False)
    console.print(coefficients(found))
    console.print(f"Written: {shown(out / 'model.json')}", markup=False)


@contextmanager
def cluster(workers: int) -> Iterator[Any]:
    """A client of so many Dask workers on this machine; None for none."""
    if not workers:
        yield None
        return
    try:
        from dask.distributed import Client, LocalCluster
    except ImportError:
        raise Unusable(
            "--scale needs dask and distributed: pip install --group scale."
        ) from None
    with (
        LocalCluster(
            n_workers=workers, threads_per_worker=1, dashboard_address=None
        ) as made,
        Client(made) as client,
    ):
        yield client


def sentences(found: Answer) -> list[str]:
    """What the fit is worth."""
    held = "this is the optimum" if found.cosine <= 1e-9 else "this is NOT the optimum"
    left = (
        f"{found.left_out} rows with a missing value are left out. "
        if found.left_out
        else ""
    )
    how = ", by cross-validation over five folds" if found.tuned else ""
    penalty = f"lam = {found.lam:.3g}{how}." if found.lam else ""
    return [
        f"{found.rows} rows, of which a quarter tests. {left}{penalty}".rstrip(),
        f"RMSE {found.error:.4g} ({found.low:.4g} to {found.high:.4g}) on the test rows; the mean has {found.baseline:.4g}. R² is {found.r2:.4f}.",
        f"The gradient, relative to its parts, is {found.cosine:.1e}: {held}.",
        "Rows were parted at random: where neighbours are alike, that is too kind.",
    ]


def coefficients(found: Answer) -> Table:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column("coefficient", overflow="fold", max_width=30)
    table.add_column("per unit", justify="right")
    table.add_column("per std. deviation", justify="right")
    order = np.argsort(-np.abs(found.coefficients), kind="stable")
    for j in order[:12]:
        table.add_row(
            found.features[j].name,
            f"{found.coefficients[j] / found.features[j].scale:.5g}",
            f"{found.coefficients[j]:.4g}",
        )
    if len(order) > 12:
        table.add_row(f"… {len(order) - 12} more", "", "")
    return table


def card(found: Answer) -> str:
    return "\n".join(
        [f"# {found.target}, streamed", "", *(f"* {s}" for s in sentences(found)), ""]
    )


def model(
    found: Answer, pattern: str, files: list[Path], request: Request
) -> dict[str, Any]:
    """A model.json that `predict` reads."""
    columns = {f.name: Column(f.name, NUMBER, missing="mean") for f in found.features}
    recipe = Recipe(
        pattern, Dialect(format="parquet"), columns, found.target, "regression"
    )
    names = "\n".join(f"{path} {path.stat().st_size}" for path in files)
    return {
        "schema": store.SCHEMA,
        "recipe": store.recipe_tables(recipe),
        "model": request.model or "ridge",
        "task": "regression",
        "language": request.language,
        "source": request.source,
        "lam": found.lam,
        "classes": [],
        "features": [asdict(f) for f in found.features],
        "numbers": {
            "coef": [found.coefficients.tolist()],
            "intercept": [found.intercept],
        },
        "scores": {"RMSE": [found.error, found.low, found.high]},
        "baseline": {"RMSE": found.baseline},
        "certificate": {"value": found.cosine, "holds": found.cosine <= 1e-9},
        "rows": {"all": found.rows},
        "files_sha256": hashlib.sha256(names.encode()).hexdigest(),
    }
