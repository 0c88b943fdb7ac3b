"""One sentence per line: what ends a sentence, and what only looks like its end."""

import pytest

from dojo.cli.prose import reflowed, sentences


@pytest.mark.parametrize(
    ("paragraph", "lines"),
    [
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("So $x = 1.5$. And `a.b. C` stays.", ["So $x = 1.5$.", "And `a.b. C` stays."]),
        ("Å. Björck, *Numerical Methods*, vol. 2.", None),
        ("See e.g. Higham, or G. H. Golub, pp. 12.", None),
        ("Divide by 3.5 and 1e-3. Then stop.", ["Divide by 3.5 and 1e-3.", "Then stop."]),
        ("**The floor.** It is 0.", ["**The floor.**", "It is 0."]),
    ],
)  # fmt: skip
def test_sentences(paragraph, lines):
    assert sentences(paragraph) == (lines or [paragraph])


def test_what_is_no_prose_stays():
    text = "# A. B\n\n| a. B | c |\n\n```\nx. Y\n```\n\n$$a. B$$\n"
    assert reflowed(text) == text


def test_an_item_keeps_its_indent():
    assert reflowed("* One. Two.\n") == "* One.\n  Two.\n"
    assert reflowed("1. One. Two.\n2. Three.\n") == "1. One.\n   Two.\n2. Three.\n"


def test_reflowing_twice_changes_nothing():
    text = "A long line that\nis broken. Another one.\n\n* (In brackets.) Then.\n"
    assert reflowed(reflowed(text)) == reflowed(text)
