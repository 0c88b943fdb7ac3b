"""The encoding of a text: its mark, else UTF-8 where every byte fits, else a guess that is shown."""

import codecs
import re

from dojo.apply import Unusable

MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}
# the guesses, the likeliest first; a tie goes to the first
GUESSES = ["cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "mac_roman"]
GUESSES += ["cp932", "gb18030", "big5", "cp949", "cp437", "koi8_r"]


def encoding(name: str, raw: bytes, whole: bool) -> tuple[str, list[str]]:
    """(encoding, sentences) of a text that begins with these bytes, or is `whole` in them."""
    for mark, found in MARKS.items():
        if raw.startswith(mark):
            return found, [f"The text is {found}, as its mark says."]
    if found := _two_bytes(raw):
        return found, [f"The text is {found}: every other byte of it is 0."]
    if b"\0" in raw:
        raise Unusable(
            f"{name} is no text: there are zero bytes in it. CSV, TSV, Excel, Parquet and Feather can be read."
        )
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        decoder.decode(raw, final=whole)
        return "utf-8", []
    except UnicodeDecodeError:
        return _guess(name, raw)


def _two_bytes(raw: bytes) -> str:
    """UTF-16 without a mark: zeros stand in the even places, or in the odd ones, of a text in Latin letters."""
    even, odd = raw[0::2].count(0), raw[1::2].count(0)
    half = len(raw) // 2
    if odd > 0.4 * half and even < 0.02 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.02 * half:
        return "utf-16-be"
    return ""


def _guess(name: str, raw: bytes) -> tuple[str, list[str]]:
    from charset_normalizer import from_bytes

    control = sum(raw.count(bytes([b])) for b in range(32) if b not in (9, 10, 12, 13))
    if control > 0.01 * len(raw):
        raise Unusable(
            f"{name} is no text: it has {control} control characters. CSV, TSV, Excel, Parquet and Feather can be read."
        )
    matches = from_bytes(raw[: 1 << 18], cp_isolation=GUESSES)
    ranked = sorted(
        matches, key=lambda m: (round(m.chaos, 2), GUESSES.index(m.encoding))
    )
    found = ranked[0].encoding if ranked else "cp1252"
    if found == "cp1252" or _western(raw):
        found = "cp1252"
    text = raw.decode(found, errors="replace")
    words = list(dict.fromkeys(re.findall(r"\w*[^\W\x00-\x7f]\w*", text)))[:3]
    shown = f", which makes it {', '.join(words)}" if words else ""
    return found, [
        f"The text is not UTF-8; it is read as {found}{shown}. If a word looks wrong, change `encoding` in the recipe."
    ]


def _western(raw: bytes) -> bool:
    """Whether the bytes above 127 are few and stand among Latin letters: a word like K\xf6ln."""
    high = sum(byte > 127 for byte in raw)
    try:
        text = raw.decode("cp1252")
    except UnicodeDecodeError:
        return False
    usual = len(re.findall(r"[äöüÄÖÜßàâçéèêëîïôûùñáíóúãõåæøÅÆØ€£°²³µ–’]", text))
    letters = len(re.findall(r"[A-Za-z]", text))
    return usual >= 0.9 * high and letters > 3 * high
