"""Who takes part: our solutions, the learner's katas, an older revision, and the libraries that are installed."""

import re
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path

from dojo.bench.contender import Contender, Failed
from dojo.paths import BUILD, ROOT, make, unreadable
from dojo.run.language import FAST, Language, languages
from dojo.run.results import Unavailable
from dojo.spec.cases import Kata

USUAL = (  # the peers of the group `bench`
    "numpy_scipy",
    "scikit_learn",
    "stats_models",
    "gram_steps",
)
AGAIN = " again"  # the reference under another name: an A/A pair
REFERENCE = "cpp"  # the language that the others are compared with, if it is there


def ranked() -> list[Language]:
    """The languages, the reference first."""
    return sorted(
        languages().values(), key=lambda each: (each.name != REFERENCE, each.name)
    )


def begun(katas: Iterable[Kata]) -> list[Language]:
    """The languages in which the learner has written a function of these katas."""

    def written(language: Language, kata: Kata) -> bool:
        path = language.file("katas", kata.name)
        if not path.exists() or unreadable(path):
            return False
        text = path.read_text(encoding="utf-8")
        return bool(set(language.functions(text)) - language.placeholders(text))

    return [each for each in ranked() if any(written(each, kata) for kata in katas)]


def wanted(
    katas: bool = False,
    against: str | None = None,
    peers: str = "usual",
    only: list[Language] | None = None,
) -> list[tuple[str, str, str]]:
    """(label, language, source) of the reference, of the reference again, then of the others.

    only    the languages of programs of ours, without what is built for speed alone; else all
    """
    ours = only or ranked()
    found = [(each.TITLE, each.name, "solutions") for each in ours]
    title, name, _ = found[0]
    found.insert(1, (f"{title}{AGAIN}", name, "solutions"))
    faster = [t for t in ours if not only and (t.folder / FAST).exists()]
    found += [(f"{t.TITLE}, fast", t.name, FAST) for t in faster]
    if katas:
        found += [(f"{t.TITLE}, yours", t.name, "katas") for t in ours]
    if against:
        found += [
            (f"{t.TITLE} at {against}", t.name, str(folder))
            for t in ours
            if (folder := revision(against, t)) is not None
        ]
    return found + [
        (title_of(path), each.name, f"peers/{path.stem}")
        for each in ranked()
        for path in sorted((each.folder / "peers").glob(f"*{each.SUFFIX}"))
        if peers == "all" or path.stem in USUAL
    ]


def contenders(
    core: int,
    katas: bool = False,
    against: str | None = None,
    peers: str = "usual",
    only: list[Language] | None = None,
    clean: bool = False,
    tell: Callable[[str], None] = lambda words: None,
) -> tuple[list[Contender], dict[str, str]]:
    """(the contenders, {label: why it is absent}); the solutions are built anew if `clean`.

    tell    is told in words what happens next
    """
    found, absent = [], {}
    for label, language, source in wanted(katas, against, peers, only):
        tell(f"building and starting {label}")
        try:
            anew = clean and source == "solutions" and not label.endswith(AGAIN)
            found.append(Contender(label, language, source, core, anew))
        except (Unavailable, Failed, RuntimeError) as error:
            absent[label] = str(error)
    return found, absent


def title_of(path: Path) -> str:
    """The library's name: the first words of a peer's file, as in "scikit-learn behind the signatures …"."""
    words = re.search(r"[\w+\-. ]+?(?= behind)", path.read_text(encoding="utf-8"))
    return words[0].strip() if words else path.stem


def revision(name: str, language: Language) -> Path | None:
    """The solutions of a language as they stood at a revision, in a folder of their own; None where there were none."""
    folder = BUILD / "bench" / "revisions" / name.replace("/", "_") / language.name
    make(folder)
    inside = f"{language.name}/solutions"
    git = ["git", "-C", str(ROOT), "archive", name, inside]
    archive = subprocess.run(git, check=False, capture_output=True)
    if archive.returncode:
        return None
    subprocess.run(["tar", "-x", "-C", str(folder)], check=True, input=archive.stdout)
    return folder / inside
