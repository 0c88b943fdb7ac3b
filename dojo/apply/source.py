"""A file as bytes: what it is, unpacked, or a sentence that says why it is no table."""

import bz2
import gzip
import io
import lzma
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from dojo.apply import Unusable

TEXT, EXCEL, PARQUET, FEATHER = "text", "excel", "parquet", "feather"
PACKED = {b"\x1f\x8b": "gz", b"BZh": "bz2", b"\xfd7zXZ": "xz"}
OPENERS: dict[str, Callable[..., object]] = {
    "gz": gzip.open,
    "bz2": bz2.open,
    "xz": lzma.open,
}
# what files of other kinds begin with → what it is, and the way out
STRANGERS = {
    b"\xd0\xcf\x11\xe0": "an old Excel file (.xls): save it as .xlsx or .csv",
    b"%PDF": "a PDF: export the table behind it as .csv",
    b"SQLite format 3": "an SQLite database: export one table with `sqlite3 -csv -header`",
    b"\x89HDF": "an HDF5 file: save its table with pandas.read_hdf(…).to_parquet(…)",
    b"\x93NUMPY": "a NumPy array: save it with numpy.savetxt(…, delimiter=',')",
    b"\x28\xb5\x2f\xfd": "packed with zstd: unpack it with `unzstd`",
    b"version https://git-lfs": "only a pointer to the data: fetch it with `git lfs pull`",
    b"\x80\x04": "a Python pickle, which may run any program: save the table as .parquet",
    b"RDX": "an R data file: save it with write.csv(…, row.names = FALSE)",
}
JSON = "JSON: save its table with pandas.read_json(…).to_csv(…)"
MARKUP = {
    r"<[!?a-zA-Z]": "a web page, or XML: download the data itself, not the page that shows it",
    r"\{\s*[\"}]": JSON,
    r"\[\s*[\[{\"]": JSON,
}


@dataclass(frozen=True)
class Source:
    """A file: where it is, its format, how it is packed, and which member of an archive is meant."""

    path: Path
    format: str
    packing: str = ""  # "gz", "bz2", "xz", "zip"
    member: str = ""

    def open(self) -> BinaryIO:
        """The unpacked bytes as a stream."""
        if self.packing == "zip":
            archive = zipfile.ZipFile(self.path)
            return io.BufferedReader(cast(io.RawIOBase, archive.open(self.member)))
        opener = OPENERS.get(self.packing, open)
        return cast(BinaryIO, opener(self.path, "rb"))

    def head(self, size: int) -> bytes:
        """Its first unpacked bytes, at most `size`; Unusable where the packing is broken."""
        try:
            with self.open() as file:
                return file.read(size)
        except (OSError, EOFError, zipfile.BadZipFile, lzma.LZMAError) as error:
            raise Unusable(
                f"{self.path.name} cannot be unpacked ({error}): is the download complete?"
            ) from None


def recognised(path: Path) -> Source:
    """The file's format by its first bytes, whatever its name says. Unusable says why it is none of a table's."""
    if not path.exists():
        raise Unusable(f"There is no file {path}.")
    if path.is_dir():
        raise Unusable(f"{path} is a folder: name one file in it.")
    with open(path, "rb") as file:
        start = file.read(512)
    if not start:
        raise Unusable(f"{path.name} is empty: it has 0 bytes.")
    if start.startswith((b"PAR1", b"ARROW1", b"FEA1")):
        return Source(path, PARQUET if start.startswith(b"PAR1") else FEATHER)
    if start.startswith(b"PK\x03\x04"):
        return _in_zip(path)
    for magic, name in PACKED.items():
        if start.startswith(magic):
            packed = Source(path, TEXT, name)
            _refuse_strangers(path, packed.head(512))
            return packed
    _refuse_strangers(path, start)
    return Source(path, TEXT)


def _in_zip(path: Path) -> Source:
    """An Excel file, or the one table in an archive."""
    try:
        names = zipfile.ZipFile(path).namelist()
    except zipfile.BadZipFile:
        raise Unusable(
            f"{path.name} is a broken zip archive: is the download complete?"
        ) from None
    if "xl/workbook.xml" in names:
        return Source(path, EXCEL)
    if "content.xml" in names:
        raise Unusable(
            f"{path.name} is an OpenDocument file: save it as .xlsx or .csv."
        )
    hidden = ("__MACOSX", ".")
    members = [n for n in names if not n.endswith("/") and not n.startswith(hidden)]
    if len(members) != 1:
        raise Unusable(
            f"{path.name} holds {len(members)} files ({', '.join(members[:5])}): unpack it, and name one of them."
        )
    source = Source(path, TEXT, "zip", members[0])
    _refuse_strangers(path, source.head(512))
    return source


def _refuse_strangers(path: Path, start: bytes) -> None:
    for magic, what in STRANGERS.items():
        if start.startswith(magic):
            raise Unusable(f"{path.name} is {what}.")
    text = start.decode("utf-8-sig", errors="replace").lstrip()
    for beginning, what in MARKUP.items():
        if re.match(beginning, text):
            raise Unusable(f"{path.name} is {what}.")
    if not text:
        raise Unusable(f"{path.name} holds nothing but blanks.")
