"""Tables that several tests of `apply` fit."""

import numpy as np
import pandas as pd

from dojo.apply import command
from dojo.apply.command import Wishes
from dojo.apply.read import look
from dojo.apply.solve import Request

REFERENCE = Request(source="solutions")


def quiet(sentence):
    """Nobody listens."""


def table(tmp_path, name="t.csv", **columns):
    """(path, Reading) of a table that is written and looked at."""
    path = tmp_path / name
    pd.DataFrame(columns).to_csv(path, index=False)
    return path, look(path)


def houses(n=120, seed=0):
    """Prices that a city, a date and an area with gaps decide."""
    rng = np.random.default_rng(seed)
    area = rng.uniform(40, 200, n).round(1)
    city = rng.choice(["Bonn", "Köln", "Ulm"], n, p=[0.5, 0.4, 0.1])
    day = pd.Timestamp("2020-01-01") + pd.to_timedelta(rng.integers(0, 900, n), "D")
    price = 3 * area + 40.0 * (city == "Köln") + rng.normal(0, 5, n)
    gaps = np.where(rng.random(n) < 0.1, np.nan, area)
    return {
        "area": gaps,
        "city": city,
        "sold": day.strftime("%Y-%m-%d"),
        "price": price.round(2),
    }


def with_target(reading, name, **wishes):
    reading.recipe = command._wished(reading.recipe, Wishes(name, **wishes))
    return reading
