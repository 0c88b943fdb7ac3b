"""The dialect of a text, found from its first lines; every finding is a sentence."""

import io
import re
from itertools import islice

from dojo.apply import Unusable
from dojo.apply.dialect import (
    BLANKS,
    LINES,
    NAMES,
    RULE,
    SEPARATORS,
    WIDE,
    Dialect,
    Parse,
    cells,
)

COMMENTS = ("#", "%", "//", "!", "*")


def guess(name: str, text: str, encoding: str) -> tuple[Dialect, list[str]]:
    """(dialect, sentences) for a text that begins so."""
    lines = list(islice(io.StringIO(text, newline=None), LINES))
    dialect, said = Dialect(encoding=encoding), list[str]()
    if match := re.match(r"sep=(.)\s*$", lines[0]):
        dialect.separator, dialect.skip = match[1], 1
        said.append(f"Its first line says that {match[1]!r} separates the columns.")
    dialect.comment = _comment(lines)
    if dialect.comment and _marks_names(dialect.comment, lines):
        dialect.names_mark, dialect.comment = dialect.comment, ""
        at = next(i for i, line in enumerate(lines) if line.strip())
        lines[at] = lines[at].removeprefix(dialect.names_mark)
        said.append(f"The names stand behind {dialect.names_mark}.")
    if dialect.comment:
        count = sum(line.startswith(dialect.comment) for line in lines)
        said.append(f"Lines that begin with {dialect.comment} are comments ({count}).")
    body = [
        line
        for line in lines[dialect.skip :]
        if line.strip()
        and not RULE.fullmatch(line)
        and not (dialect.comment and line.startswith(dialect.comment))
    ]
    if not body:
        raise Unusable(f"{name} has no line with data: only blanks and comments.")
    dialect.quote = _quote(body)
    if re.search(r'\\"', text) and '""' not in text.replace(',""', ""):
        dialect.escape = "\\"
    best = _separator(body, dialect)
    dialect.separator = best.separator if best.width > 1 else ""
    if not dialect.separator and (mark := _uneven(body)):
        raise Unusable(
            f"{name} is no table: the rows have different numbers of {mark}. "
            "Put texts and numbers that hold it in quotation marks."
        )
    if dialect.separator != ",":
        said.append(f"Columns are set apart by {NAMES.get(dialect.separator, 'it')}.")
    above = _above(best)
    if above:
        words = "; ".join(" ".join(row) for row in best.rows[:above])
        dialect.skip = _line_of(lines, best.rows[above], dialect)
        said.append(
            f"Above the names {_lines(above)} left out: {_short(words)}".rstrip(".")
            + "."
        )
    dialect.decimal, why = decimal(best.rows[above:], dialect.separator)
    return dialect, said + why


def decimal(rows: list[list[str]], separator: str) -> tuple[str, list[str]]:
    """("." or ",", sentences): what numbers can have been written only with the one or the other decides."""
    point = comma = unsure = 0
    example = group = ""
    for cell in (c.strip() for row in rows for c in row):
        number = re.sub(r"^[^\d.,+\-−]*|[^\d]*$|(?<=\d)['’\s](?=\d{3})", "", cell)
        if not re.fullmatch(r"[+\-−]?[\d.,]*\d([eEdD].*)?", number):
            continue
        if re.fullmatch(r"[+\-−]?\d{1,3}(\.\d{3})*,\d+", number):
            if re.fullmatch(r"[+\-−]?[1-9]\d{0,2},\d{3}", number):
                unsure, example = unsure + 1, example or cell
            else:
                comma += 1
        elif re.fullmatch(r"[+\-−]?(\d+,\d+|[1-9]\d{0,2}(\.\d{3}){2,})", number):
            comma += 1
        elif re.fullmatch(r"[+\-−]?(\d{1,3}(,\d{2,3})*|\d+)?\.\d+", number):
            three = re.fullmatch(r"[+\-−]?[1-9]\d{0,2}\.\d{3}", number)
            point += 0 if three and separator in (";", "\t") else 1
            group = group or (cell if three else "")
    if comma > point:
        return ",", ["Numbers have a decimal comma."]
    if unsure and not point and separator in (";", "\t"):
        value = example.replace(",", ".")
        said = f"Numbers such as {example} are read with a decimal comma, as {value}; "
        said += 'if the comma sets thousands apart, say `decimal = "."` in the recipe.'
        return ",", [said]
    if group and not point and separator in (";", "\t"):
        said = f"Numbers such as {group} are read with a decimal point; "
        said += 'if the point sets thousands apart, say `decimal = ","` in the recipe.'
        return ".", [said]
    return ".", []


def _separator(body: list[str], dialect: Dialect) -> Parse:
    """The separator under which rows are even and cells whole."""
    if dialect.separator != ",":
        return Parse(dialect.separator, cells(body, dialect))
    parses = []
    for separator in SEPARATORS:
        trial = Dialect(separator=separator, quote=dialect.quote, escape=dialect.escape)
        parse = Parse(separator, cells(body, trial))
        if parse.rows and parse.width > 1:
            parses.append(parse)
    good = [p for p in parses if p.even >= (0.5 if len(p.rows[0]) == p.width else 0.7)]
    good = [p for p in good if len(p.rows[0]) != p.width - 1 or p.shifted or p.titled]
    # blanks set words apart too: they count only where nothing else does
    wide = [p for p in good if p.separator == WIDE and p.even == 1]
    narrow = [p for p in good if p.separator == BLANKS]
    strict = [p for p in good if p.separator not in (BLANKS, WIDE)]
    strict = strict or (narrow if narrow and narrow[0].even == 1 else wide) or narrow
    if not strict:
        return Parse("", cells(body, Dialect(separator="")))
    return max(strict, key=lambda p: round(p.whole * (0.5 + p.even / 2), 2))


def _comment(lines: list[str]) -> str:
    """The mark of comment lines: the text begins with it, and not every line does."""
    for mark in COMMENTS:
        first = next((line for line in lines if line.strip()), "")
        marked = sum(line.startswith(mark) for line in lines)
        if first.startswith(mark) and (
            marked < len(lines) / 2 + 1 or marked == len(lines)
        ):
            return mark
    return ""


def _marks_names(mark: str, lines: list[str]) -> bool:
    """Whether only the first line is marked, and has as many words as the rows below have cells: "# x y z"."""
    full = [line.strip() for line in lines if line.strip()]
    if sum(line.startswith(mark) for line in full) > 1:
        return False
    names, *widths = [len(re.split(r"[;\t|,]|\s+", x.strip(f"{mark} "))) for x in full]
    return names > 1 and set(widths) == {names}


def _quote(body: list[str]) -> str:
    single = sum(bool(re.search(r"(^|[;\t|,])'[^']*'\s*($|[;\t|,])", x)) for x in body)
    double = sum('"' in line for line in body)
    return "'" if single > max(double, len(body) / 2) else '"'


def _above(parse: Parse) -> int:
    """How many rows stand above the first that is as wide as usual."""
    width = parse.width
    for i, row in enumerate(parse.rows):
        if len(row) == width or (i == 0 and parse.shifted):
            return i if sum(bool(c.strip()) for c in row) > 1 or width == 1 else i + 1
    return 0


def _line_of(lines: list[str], row: list[str], dialect: Dialect) -> int:
    """The number of the line that this row begins on."""
    for i, line in enumerate(lines):
        found = cells([line], dialect)
        if found and found[0][0] == row[0] and found[0][:2] == row[:2]:
            return i
    return 0


def _uneven(body: list[str]) -> str:
    """The separator that the names and most rows have, in different numbers."""
    for separator in (";", "\t", "|", ","):
        has = [separator in line for line in body]
        if has[0] and sum(has) > 0.7 * len(has):
            return NAMES[separator]
    return ""


def _lines(count: int) -> str:
    return "1 line is" if count == 1 else f"{count} lines are"


def _short(text: str) -> str:
    return text if len(text) < 60 else text[:57] + "…"
