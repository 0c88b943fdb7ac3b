"""Grade what many learners have handed in: nox -s grade-all -- submissions/."""

import argparse
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

from dojo.cli import known_katas, known_language
from dojo.paths import BUILD, ROOT, check_writable, shown, write_text
from dojo.run.build import locked
from dojo.run.language import languages
from dojo.run.results import Unavailable
from dojo.run.sandbox import sandboxed
from dojo.teach import handed_in, marks, page
from dojo.teach.handed_in import NotGraded, Work
from dojo.teach.marks import Row, plain

WAY_OUT = "--no-sandbox grades without, where you trust the learners."


def main(words: list[str]) -> int:
    options = parser().parse_args(words)
    chosen = (
        [known_language(options.language)]
        if options.language
        else list(languages().values())
    )
    asked = [each.name for each in known_katas(options.kata)]
    folder = options.folder.resolve()
    if reason := handed_in.check(folder, chosen) or no_sandbox(options.no_sandbox):
        sys.exit(reason)
    own = BUILD / "grade-all" / folder.name
    out = options.out or own
    for name in ("results.csv", "page.html"):
        check_writable(out / name)
    for number in (signal.SIGTERM, signal.SIGHUP):  # the gradings end first
        signal.signal(number, lambda *_: sys.exit(1))
    start = datetime.now()
    with locked(own / "files"):
        works, absent = [], []
        for who, path in handed_in.learners(folder).items():
            place = own / "files" / handed_in.label(who)
            try:
                works += handed_in.works(who, path, place, chosen, asked)
            except NotGraded as reason:
                absent.append(Row(who, note=str(reason)))
                print(f"{plain(who)}: {plain(str(reason))}", flush=True)
        how = "without a sandbox" if options.no_sandbox else "in the sandbox"
        print(f"Grading {len(works)} folders of katas {how}.", flush=True)
        seconds, done = 60 * options.minutes, iter(range(1, len(works) + 1))

        def tell(work: Work, rows: list[Row]) -> None:
            title = (
                f"[{next(done)}/{len(works)}] {plain(work.who)}, {work.language.TITLE}"
            )
            print(f"{title}: {told(rows)}", flush=True)

        hidden = [] if ROOT.is_relative_to(folder) else [folder]
        rows = marks.grade(works, not options.no_sandbox, seconds, tell, hidden)
    rows = sorted([*rows, *absent], key=lambda row: row.who)
    words_of_it = f"Graded {how} on {start:%Y-%m-%d, %H:%M}."
    write_text(out / "results.csv", page.table(rows))
    title = f"Grades of {folder.name}"
    write_text(out / "page.html", page.page(rows, title, words_of_it))
    print(f"wrote {shown(out / 'results.csv')} and {shown(out / 'page.html')}")
    return 0


def parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="nox -s grade-all --",
        description="Grade what many learners have handed in, in a sandbox: one CSV and one page.",
    )
    parser.add_argument(
        "folder", type=Path, help="holds a folder or a git bundle for each learner"
    )
    parser.add_argument("--language", help="only this one")
    parser.add_argument(
        "--kata", nargs="+", default=[], help="these; otherwise those that are begun"
    )
    parser.add_argument(
        "--out", type=Path, help="a folder for the CSV and the page, not build/"
    )
    parser.add_argument(
        "--minutes", type=float, default=10.0, help="that a learner's language may take"
    )
    parser.add_argument(
        "--no-sandbox", action="store_true", help="grade where there is no bubblewrap"
    )
    return parser


def no_sandbox(wanted: bool) -> str:
    """Why nothing can be graded in a sandbox here, and the way out; "" where it can, or where none is wanted."""
    if wanted:
        return ""
    try:
        command = sandboxed(["true"], BUILD)
    except Unavailable:
        return f"There is no bwrap on PATH; install bubblewrap. {WAY_OUT}"
    done = subprocess.run(command, check=False, capture_output=True)
    return f"bwrap may not make a sandbox here. {WAY_OUT}" if done.returncode else ""


def told(rows: list[Row]) -> str:
    """How many katas of a learner passed, or why nothing was graded."""
    names = {row.kata for row in rows if row.kata}
    if not names:
        return plain(rows[0].note)
    right = names - {row.kata for row in rows if not row.passed}
    return f"{len(right)} of {len(names)} katas passed"
