"""What a browser or a spreadsheet opens: no word of a stranger's runs in it."""

from pathlib import Path
from typing import Any

FORMULA = ("=", "+", "-", "@")  # what begins one, behind any blanks
BLANKS = ("\t", "\r")  # what a spreadsheet may skip


def rendered(template: Path, **values: Any) -> str:
    """A jinja2 template with its values, each escaped; one that is missing is an error."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(template.parent),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    return environment.get_template(template.name).render(**values)


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    runs = text.lstrip().startswith(FORMULA) or text.startswith(BLANKS)
    return f"'{text}" if runs else text
