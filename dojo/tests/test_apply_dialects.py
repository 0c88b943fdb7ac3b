"""Tables written in any dialect are read back as they were: values, names and kinds."""

import io

import numpy as np
import pytest

pytest.importorskip("pandas")

import pandas as pd
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dojo.apply.read import look

WORDS = [
    "red",
    "dark green",
    "Köln",
    "São Paulo",
    "a-b",
    "x;y",
    "p, q",
    'say "hi"',
    "l|r",
]
MISSING = ["", "NA", "n/a", "null", "?"]


@st.composite
def tables(draw):
    """(bytes, frame): numbers, whole numbers, words and dates, in one dialect."""
    seed = draw(st.integers(0, 10**6))
    rng = np.random.default_rng(seed)
    n = draw(st.integers(12, 60))
    frame = pd.DataFrame(
        {
            "length (cm)": (rng.normal(0, 10 ** draw(st.integers(0, 6)), n)).round(3),
            "count": rng.integers(-3, 10**4, n).astype(float),
            "word": rng.choice(
                draw(
                    st.lists(
                        st.sampled_from(WORDS), min_size=2, max_size=5, unique=True
                    )
                ),
                n,
            ),
            "day": pd.Timestamp("1999-12-25")
            + pd.to_timedelta(rng.integers(0, 4000, n), "D"),
        }
    )
    gaps = rng.random(n) < draw(st.sampled_from([0.0, 0.2]))
    gaps[:3] = False
    frame.loc[gaps, "length (cm)"] = np.nan
    separator = draw(st.sampled_from([",", ";", "\t", "|"]))
    mark = "," if separator != "," and draw(st.booleans()) else "."
    written = frame.copy()
    written["day"] = frame["day"].dt.strftime(
        draw(st.sampled_from(["%Y-%m-%d", "%d.%m.%Y", "%Y/%m/%d", "%d %b %Y"]))
    )
    text = written.to_csv(
        index=False,
        sep=separator,
        decimal=mark,
        na_rep=draw(st.sampled_from(MISSING)),
        quoting=draw(st.sampled_from([0, 2])),  # where it must be, or all but numbers
        lineterminator=draw(st.sampled_from(["\n", "\r\n"])),
    )
    code = draw(st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]))
    return text.encode(code), frame


@settings(
    max_examples=60,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
@given(tables())
def test_any_dialect_is_read_back(tmp_path_factory, table):
    content, frame = table
    path = tmp_path_factory.mktemp("t") / "t.csv"
    path.write_bytes(content)
    found = look(path)
    assert list(found.frame) == list(frame), found.said
    for name in ("length (cm)", "count"):
        assert np.allclose(
            found.frame[name], frame[name], equal_nan=True, atol=0, rtol=1e-12
        ), found.said
    assert found.recipe.columns["day"].kind == "date"
    assert (found.frame["day"] == frame["day"]).all()
    if frame["word"].nunique() > 1:
        assert (found.frame["word"] == frame["word"]).all(), found.said


def test_the_text_of_a_frame_of_texts_is_kept(tmp_path):
    rng = np.random.default_rng(0)
    path = tmp_path / "t.csv"
    words = rng.choice(["a\nb", "c,d", 'e"f'], 50)
    buffer = io.StringIO()
    pd.DataFrame({"n": np.arange(50) / 3, "word": words}).to_csv(buffer, index=False)
    path.write_text(buffer.getvalue(), newline="")
    assert list(look(path).frame["word"]) == [w.replace("\n", " ") for w in words]
