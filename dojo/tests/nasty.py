"""Tables as they come: for each, its bytes, and what stands in some of its columns when it is read as meant."""

import bz2
import codecs
import gzip
import io
import zipfile
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

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

FILES = [
    Nasty(
        "a mark, and a line break within a quoted name",
        codecs.BOM_UTF8 + lines('"height\n(cm)",weight', "180,70", "175,65.5"),
        {"height (cm)": [180, 175], "weight": [70, 65.5]},
    ),
    Nasty(
        "Latin-1, semicolons, decimal comma, thousands point",
        "Stadt;Fläche;Preis\nKöln;405,2;1.250,50\nMünchen;310,7;2.000,00\nKöln;100,0;12.345,75\n".encode(
            "latin-1"
        ),
        {
            "Stadt": ["Köln", "München", "Köln"],
            "Fläche": [405.2, 310.7, 100.0],
            "Preis": [1250.5, 2000, 12345.75],
        },
        ["cp1252", "Köln", "decimal comma"],
    ),
    Nasty(
        "ten spellings of missing",
        lines(
            "a,b",
            "1,x1",
            "NA,x2",
            "n/a,x1",
            ",x2",
            "-,x1",
            "NULL,x2",
            "nan,x1",
            "?,x2",
            "#N/A,x1",
            "None,x2",
            "..,x1",
            "2,x2",
        ),
        {"a": [1, *[NONE] * 10, 2]},
    ),
    Nasty(
        "names that repeat or lack",
        lines("x,x,,y", "1,2,3,4", "5,6,7,8"),
        {"x": [1, 5], "x_2": [2, 6], "column_3": [3, 7], "y": [4, 8]},
        ["'x' is now 'x_2'"],
    ),
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
        "comments, a short row, a total at the end",
        lines(
            "# measured in 2020",
            "# by hand",
            "site,a,b",
            "p,1,2",
            "q,3",
            "r,5,6",
            "s,1,1",
            "Total,10,9",
        ),
        {"site": ["p", "q", "r", "s"], "a": [1, 3, 5, 1], "b": [2, NONE, 6, 1]},
        ["comments (2)", "fewer cells", "Total"],
    ),
    Nasty(
        "per cent and currency",
        lines("rate,price,loss", '12.5%,"$1,200",(3.5)', "7%,$80.25,2", "0.5 %,$3,(1)"),
        {"rate": [12.5, 7, 0.5], "price": [1200, 80.25, 3], "loss": [-3.5, 2, -1]},
        ["in %", "in $"],
    ),
    Nasty(
        "UTF-16 and tabs",
        "größe\tgewicht\n1,5\t2\n2,5\t3\n".encode("utf-16"),
        {"größe": [1.5, 2.5], "gewicht": [2, 3]},
        ["utf-16", "tabs"],
    ),
    Nasty(
        "UTF-16 without a mark",
        "name\tvalue\nanna\t2\nbert\t3\nanna\t4\n".encode("utf-16-le"),
        {"name": ["anna", "bert", "anna"], "value": [2, 3, 4]},
    ),
    Nasty(
        "blanks, Fortran exponents, no names",
        lines(
            "  1.0D+00   2.5D-01  3", "  -1.0D+02  2.5D+01  4", " 7.0D+00  1.0D+00 5"
        ),
        {"column_1": [1, -100, 7], "column_2": [0.25, 25, 1], "column_3": [3, 4, 5]},
        ["blanks", "first row holds data"],
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
        "a line that names the separator",
        lines("sep=;", "a;b", "1,5;2", "2,5;4"),
        {"a": [1.5, 2.5], "b": [2, 4]},
        ["';' separates"],
    ),
    Nasty(
        "quoted separators and quotation marks",
        lines("text,n", '"a, ""b""",1', '"c;d",2', '"a, ""b""",3'),
        {"text": ['a, "b"', "c;d", 'a, "b"'], "n": [1, 2, 3]},
    ),
    Nasty(
        "a semicolon within every text of a file with commas",
        lines(
            "id,genres,rating", *[f"{i},action;comedy,{i % 5}.5" for i in range(1, 15)]
        ),
        {"rating": [f"{i % 5}.5" for i in range(1, 15)]},
    ),
    Nasty(
        "years as names",
        lines(
            "region,2019,2020,2021", "north,1.5,2.5,3.5", "south,4,5,6", "west,7,8,9"
        ),
        {"2019": [1.5, 4, 7], "2021": [3.5, 6, 9]},
    ),
    Nasty(
        "units below the names",
        lines("length,mass,name", "cm,kg,", "10.5,1,a", "20,2,b", "30,4,a"),
        {"length": [10.5, 20, 30], "mass": [1, 2, 4]},
        ["units (cm, kg"],
    ),
    Nasty(
        "row names as R writes them",
        lines("mpg cyl", '"Mazda RX4" 21 6', '"Datsun 710" 22.8 4', '"Hornet" 21.4 6'),
        {"mpg": [21, 22.8, 21.4], "cyl": [6, 4, 6]},
        ["called row"],
    ),
    Nasty(
        "names behind a comment mark",
        lines("# x y z", "1 2 3", "4 5 6.5"),
        {"x": [1, 4], "z": [3, 6.5]},
        ["behind #"],
    ),
    Nasty(
        "Swiss thousands and a true minus",
        lines("a;b", "1'234.50;−5", "2'000.25;7", "12.5;−1"),
        {"a": [1234.5, 2000.25, 12.5], "b": [-5, 7, -1]},
    ),
    Nasty(
        "thousands by a narrow blank",
        "a;b\n1\u202f234,5;1\n12\u00a0000,25;2\n".encode(),
        {"a": [1234.5, 12000.25]},
    ),
    Nasty(
        "a country that is called NA",
        lines(
            "country,v",
            *[
                f"{c},{i}.5"
                for i, c in enumerate(["DE", "NA", "FR", "ZA", "NA", "DE", "FR", "ZA"])
            ],
        ),
        {"country": ["DE", "NA", "FR", "ZA", "NA", "DE", "FR", "ZA"]},
        ["'na' stands among words"],
    ),
    Nasty(
        "none as a word",
        lines("pool,v", "none,1", "large,2", "none,3", "small,5"),
        {"pool": ["none", "large", "none", "small"]},
        ["'none' stands among words"],
    ),
    Nasty(
        "dates that fit two ways but are in order one way",
        lines(
            "day,v",
            "05/01/2020,1.5",
            "06/01/2020,2",
            "01/02/2020,3",
            "03/02/2020,4",
            "02/03/2020,5",
        ),
        {"day": ["2020-01-05", "2020-01-06", "2020-02-01", "2020-02-03", "2020-03-02"]},
    ),
    Nasty(
        "dates as eight digits",
        lines("day,v", "20200131,1.5", "20200201,2", "20191231,3", "20200105,3"),
        {"day": ["2020-01-31", "2020-02-01", "2019-12-31", "2020-01-05"]},
    ),
    Nasty(
        "names in English with a time",
        lines("when,v", '"Jan 3, 2020 10:05 PM",1', '"Feb 14, 2020 09:00 AM",2'),
        {"when": ["2020-01-03 22:05", "2020-02-14 09:00"]},
    ),
    Nasty(
        "a separator behind every row",
        lines("a;b;", "1;2;", "3;4;"),
        {"a": [1, 3], "b": [2, 4]},
    ),
    Nasty(
        "old Mac line ends and blank lines",
        b"a,b\r\r1,2\r\r3,4\r",
        {"a": [1, 3], "b": [2, 4]},
    ),
    Nasty(
        "a file glued from two",
        lines("a,b", "1,2", "a,b", "3,4"),
        {"a": [1, 3], "b": [2, 4]},
        ["names stand 1 more"],
    ),
    Nasty(
        "single quotation marks",
        lines("'a','b'", "'1,5','x'", "'2,5','y'", "'3,5','x'"),
        {"b": ["x", "y", "x"], "a": [1.5, 2.5, 3.5]},
    ),
    Nasty(
        "Cyrillic letters in an old encoding",
        "город,цена\nМосква,1.5\nКазань,2.5\nМосква,3.5\nСамара,4.5\n".encode("cp1251"),
        {
            "город": ["Москва", "Казань", "Москва", "Самара"],
            "цена": [1.5, 2.5, 3.5, 4.5],
        },
        ["cp1251", "Москва"],
    ),
    Nasty(
        "a quotation mark for inches",
        lines("size,n", '5" pipe,1', '3" pipe,2', '5" pipe,4'),
        {"size": ['5" pipe', '3" pipe', '5" pipe'], "n": [1, 2, 4]},
    ),
    Nasty(
        "backslashes before quotation marks",
        lines("say,n", '"a \\"b\\", c",1', '"d",2', '"d",3'),
        {"say": ['a "b", c', "d", "d"], "n": [1, 2, 3]},
    ),
    Nasty(
        "whole numbers too long for a float",
        lines("card,n", *[f"{4111111111111111000 + i * 7},{i}.5" for i in range(12)]),
        {"n": [i + 0.5 for i in range(12)]},
        ["15 digits"],
    ),
    Nasty(
        "two units in one column",
        lines("mass,n", "70 kg,1.5", "154 lb,2", "80 kg,3"),
        {"n": [1.5, 2, 3]},
        ["several units: kg (2 rows), lb (1 row)"],
    ),
]


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
