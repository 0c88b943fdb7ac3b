"""Reading tables as they come: what is meant, or a sentence that says why not."""

import pytest

pytest.importorskip("pandas")

from dojo.apply import Unusable, recipe
from dojo.apply.read import look, read
from dojo.tests.nasty import FILES, lines, plain


@pytest.mark.parametrize("nasty", FILES, ids=lambda n: n.name)
def test_a_nasty_file_is_read_as_meant(nasty, tmp_path):
    path = tmp_path / nasty.file
    path.write_bytes(nasty.content)
    reading = look(path)
    for name, values in nasty.values.items():
        found = [plain(v) for v in reading.frame[name]]
        if not isinstance(found[0], str):
            values = [None if v is None else float(v) for v in values]
        assert found == values, reading.said
    words = " ".join(
        [*reading.said, *(w for each in reading.of_columns.values() for w in each)]
    )
    for word in nasty.said:
        assert word in words


@pytest.mark.parametrize("nasty", FILES, ids=lambda n: n.name)
def test_the_recipe_reads_the_same_again(nasty, tmp_path):
    path = tmp_path / nasty.file
    path.write_bytes(nasty.content)
    first = look(path)
    recipe.write(tmp_path / "recipe.toml", first.recipe)
    again = read(path, recipe.read(tmp_path / "recipe.toml"))
    assert again.recipe == first.recipe
    assert again.frame.equals(first.frame)


REFUSED = {
    "empty": (b"", "0 bytes"),
    "blanks": (b"  \n \n", "nothing but blanks"),
    "a program": (bytes(range(256)) * 40, "zero bytes"),
    "a web page": (b"<!doctype html><p>no</p>", "web page"),
    "JSON": (b'[{"a": 1}]', "JSON"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, r"\.xls\)"),
    "a broken archive": (b"PK\x03\x04" + b"\0" * 90, "broken zip"),
    "half of a gzip": (b"\x1f\x8b\x08\0\0\0\0\0\0\3abc", "cannot be unpacked"),
    "only names": (b"a,b\n", "no row below"),
    "only comments": (b"# a\n# b\n", "only blanks and comments"),
    "a pointer": (b"version https://git-lfs.github.com/spec/v1\n", "git lfs pull"),
    "thousands without quotation marks": (
        b"a,b\n1,234,5\n2,345,6\n",
        "different numbers of commas",
    ),
    "an open quotation mark": (b'a,b\n"1,2\n3,4\n', "never closed"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_table_is_refused_with_a_reason(name, tmp_path):
    content, reason = REFUSED[name]
    path = tmp_path / "table.csv"
    path.write_bytes(content)
    with pytest.raises(Unusable, match=reason):
        look(path)


def test_the_recipe_decides(tmp_path):
    path, toml = tmp_path / "table.csv", tmp_path / "recipe.toml"
    path.write_bytes(lines("a,b,c", "1,x,-999", "2,y,5", "3,x,6"))
    recipe.write(toml, look(path).recipe)
    text = toml.read_text()
    text = text.replace(
        '[columns.c]\nkind = "number"', '[columns.c]\nkind = "number"\ncodes = [-999]'
    )
    text = text.replace(
        '[columns.a]\nkind = "number"', '[columns.a]\nkind = "category"'
    )
    toml.write_text(text)
    frame = read(path, recipe.read(toml)).frame
    assert [plain(v) for v in frame["c"]] == [None, 5, 6]
    assert list(frame["a"]) == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("file = 'a'\nfiel = 'b'", "there is no key fiel"),
        (
            "file = 'a'\n[columns.x]\nkind = 'numbre'",
            "columns.x: kind is 'numbre', and must be one of number",
        ),
        ("file = 'a'\n[columns.x]\nunit = 'kg'", "columns.x does not say kind"),
        ("file = 'a'\n[reading]\nskip = 'two'", "skip is 'two'"),
        ("file = ", "no TOML"),
    ],
)
def test_a_wrong_recipe_is_named(text, reason, tmp_path):
    path = tmp_path / "recipe.toml"
    path.write_text(text)
    with pytest.raises(Unusable, match=reason):
        recipe.read(path)
