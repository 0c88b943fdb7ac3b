"""Tables as they come: for each, its bytes, and what stands in some of its columns when it is read as meant.

Those that are short texts stand in nasty.toml.
"""

import bz2
import gzip
import io
import tomllib
import zipfile
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from dojo.paths import ROOT

NONE = None


@dataclass(frozen=True)
class Nasty:
    """A file, what a reader should find, and words that it should say."""

    name: str
    content: bytes
    values: dict[str, list]
    said: list[str] = field(default_factory=list)
    file: str = "table.csv"


def zipped(**members: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name.replace("_csv", ".csv"), content)
    return buffer.getvalue()


def excel(**sheets: list[list]) -> bytes:
    buffer = io.BytesIO()
    with pd.ExcelWriter(buffer, engine="openpyxl") as writer:
        for name, rows in sheets.items():
            pd.DataFrame(rows).to_excel(
                writer, sheet_name=name, header=False, index=False
            )
    return buffer.getvalue()


def columnar(kind: str) -> bytes:
    buffer = io.BytesIO()
    frame = pd.DataFrame(
        {
            "n": pd.array([1, None, 3], dtype="Int64"),
            "when": pd.to_datetime(["2020-01-01", None, "2020-01-03"]),
            "word": ["a", "b", "a"],
            "flag": [True, False, True],
        }
    )
    getattr(frame, f"to_{kind}")(buffer)
    return buffer.getvalue()


def lines(*rows: str) -> bytes:
    return "\n".join([*rows, ""]).encode()


MANY = [f"{i / 7:.3f},{i * i}" for i in range(1, 301)]


def plain(value: object) -> object:
    """A value of a typed column as `values` above writes it."""
    if (
        value is None
        or value is pd.NaT
        or (isinstance(value, float) and np.isnan(value))
    ):
        return None
    if isinstance(value, pd.Timestamp):
        return (
            str(value).removesuffix(" 00:00:00").removesuffix(":00")
            if value.hour
            else str(value.date())
        )
    return value


def texts() -> list[Nasty]:
    """The files of nasty.toml."""
    tables = tomllib.loads((ROOT / "dojo" / "tests" / "nasty.toml").read_text("utf-8"))
    return [
        Nasty(
            each["name"],
            each["text"].encode(each.get("encoding", "utf-8")),
            {
                name: [plain(v) for v in values]
                for name, values in each["values"].items()
            },
            each.get("said", []),
        )
        for each in tables["file"]
    ]


FILES = [
    *texts(),
    Nasty(
        "dates, leading zeros, spellings that differ in capitals",
        lines(
            "zip,city,sold,price",
            *[
                f"0{1000 + i % 7},{['Köln', 'KÖLN', 'Bonn'][i % 3]},{i % 28 + 1:02}.03.2021,{i}.5"
                for i in range(30)
            ],
        ),
        {
            "zip": [f"0{1000 + i % 7}" for i in range(30)],
            "city": [["Köln", "Köln", "Bonn"][i % 3] for i in range(30)],
            "sold": [f"2021-03-{i % 28 + 1:02}" for i in range(30)],
        },
        ["leading zeros", "Köln"],
    ),
    Nasty(
        "a word in row 290",
        lines("a,b", *MANY[:289], "broken,3", *MANY[290:]),
        {
            "a": [
                *[float(m.split(",")[0]) for m in MANY[:289]],
                NONE,
                *[float(m.split(",")[0]) for m in MANY[290:]],
            ]
        },
        ["'broken' in 1 row"],
    ),
    Nasty(
        "packed with gzip under the wrong name",
        gzip.compress(lines("a,b", "1,2", "3,5")),
        {"a": [1, 3], "b": [2, 5]},
    ),
    Nasty(
        "packed with bzip2",
        bz2.compress(lines("a,b", "1,2", "3,5")),
        {"a": [1, 3]},
        file="table.csv.bz2",
    ),
    Nasty(
        "one table in a zip archive from a Mac",
        zipped(
            **{"__MACOSX/._t_csv": b"\0\5\26\7", "t_csv": lines("a,b", "1,2", "3,5")}
        ),
        {"a": [1, 3]},
        ["holds t.csv"],
        "table.zip",
    ),
    Nasty(
        "Excel with a title above the names",
        excel(
            Notes=[["nothing"]],
            Data=[
                ["Sales of 2020", NONE, NONE],
                ["region", "units", "day"],
                ["north", 3, pd.Timestamp("2020-01-02")],
                ["south", 4.5, pd.Timestamp("2020-01-03")],
                ["north", NONE, pd.Timestamp("2020-01-05")],
            ],
        ),
        {
            "region": ["north", "south", "north"],
            "units": [3, 4.5, NONE],
            "day": ["2020-01-02", "2020-01-03", "2020-01-05"],
        },
        ["Data"],
        "table.xlsx",
    ),
    Nasty(
        "Parquet with nullable integers, dates and flags",
        columnar("parquet"),
        {
            "n": [1, NONE, 3],
            "when": ["2020-01-01", NONE, "2020-01-03"],
            "word": ["a", "b", "a"],
            "flag": ["True", "False", "True"],
        },
        file="table.parquet",
    ),
    Nasty("Feather", columnar("feather"), {"n": [1, NONE, 3]}, file="table.feather"),
    Nasty(
        "a semicolon within every text of a file with commas",
        lines(
            "id,genres,rating", *[f"{i},action;comedy,{i % 5}.5" for i in range(1, 15)]
        ),
        {"rating": [f"{i % 5}.5" for i in range(1, 15)]},
    ),
    Nasty(
        "old Mac line ends and blank lines",
        b"a,b\r\r1,2\r\r3,4\r",
        {"a": [1, 3], "b": [2, 4]},
    ),
    Nasty(
        "whole numbers too long for a float",
        lines("card,n", *[f"{4111111111111111000 + i * 7},{i}.5" for i in range(12)]),
        {"n": [i + 0.5 for i in range(12)]},
        ["15 digits"],
    ),
]
