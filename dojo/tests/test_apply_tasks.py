"""The stock tasks: each is read, its trap is seen, and its licence is named."""

import pytest

pytest.importorskip("pandas")

import numpy as np

from dojo.apply import Unusable, features, suspicions, tasks
from dojo.apply.leaks import of_target
from dojo.apply.models import MODELS
from dojo.apply.read import look
from dojo.apply.recipe import Split
from dojo.apply.target import target
from dojo.cli import data
from dojo.paths import DATA

TASKS = tasks.tasks()
LARGE = "flights"


def test_there_are_tasks_of_many_domains():
    assert len(TASKS) >= 25
    assert len({task.domain for task in TASKS.values()}) >= 8
    assert all(task.licence and task.trap and task.seen for task in TASKS.values())
    assert {task.model for task in TASKS.values()} <= MODELS.keys()


def test_every_task_has_its_paragraph():
    text = (DATA / "README.md").read_text()
    assert text == data.readme()
    for task in TASKS.values():
        assert f"`{task.name}`" in text and task.question in text


@pytest.mark.parametrize(
    "name",
    [
        pytest.param(n, marks=pytest.mark.slow("30 MB")) if n == LARGE else n
        for n in TASKS
    ],
)
def test_the_trap_of_a_task_is_seen(name):
    task = TASKS[name]
    try:
        path = task.path()
    except Unusable as error:
        pytest.skip(str(error))
    reading = look(path)
    recipe = task.applied(reading.recipe, cured=False)
    recipe.split = Split()
    frame, model = reading.frame, MODELS[task.model]
    recipe.task = model.task
    for asked in (task.target, *task.leave_out, *task.use, *task.columns):
        assert asked in frame
    found = suspicions.of_table(frame, recipe)
    rows = target(frame, recipe, model)
    columns = {n: c for n, c in recipe.columns.items() if n != task.target}
    kept = frame.iloc[rows.rows].reset_index(drop=True)
    known, _ = features.learn(kept, columns)
    found += of_target(kept, rows.y, recipe, features.matrix(kept, known))
    kinds = {s.kind for s in found}
    assert kinds >= set(task.seen), [s.sentence for s in found]
    assert all(s.sentence.endswith((".", "?")) for s in found)


def test_a_cured_task_is_without_what_its_trap_is_made_of():
    task = TASKS["bikeshare"]
    try:
        reading = look(task.path())
    except Unusable as error:
        pytest.skip(str(error))
    recipe = task.applied(reading.recipe, cured=True)
    recipe.task = "regression"
    columns = {n: c for n, c in recipe.columns.items() if n != task.target}
    known, _ = features.learn(reading.frame, columns)
    y = reading.frame[task.target].to_numpy(float)
    found = of_target(reading.frame, y, recipe, features.matrix(reading.frame, known))
    assert "leak" not in {s.kind for s in found}
    assert np.isfinite(y).all()


def test_an_unknown_task_and_an_absent_package_say_the_way_out(monkeypatch):
    with pytest.raises(Unusable, match="no task hiters"):
        tasks.task("hiters")
    monkeypatch.setattr(tasks, "find_spec", lambda name: None)
    with pytest.raises(Unusable, match="pip install --no-deps ISLP"):
        tasks.task("hitters").path()
