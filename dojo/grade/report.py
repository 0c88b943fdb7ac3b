"""What a person sees after grading: the first failing case of every function, and the scoreboard."""

import hashlib
import json
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dojo.grade.grader import Grader
from dojo.grade.verdict import Verdict, Word
from dojo.paths import BUILD, shown, write_text
from dojo.run.language import Language, languages
from dojo.spec.cases import Case, kata, katas

OF_A_FILE = (Word.DOES_NOT_COMPILE, Word.BREAKS_A_RULE)
Results = list[tuple[Case, Verdict]]


class Scoreboard:
    """The (case, verdict)s of one run; `whole` unless only some cases were asked for."""

    def __init__(self, whole: bool = True) -> None:
        self.whole = whole
        self.results: dict[str, dict[str, Results]] = {}  # kata → function → results

    def add(self, case: Case, verdict: Verdict) -> None:
        functions = self.results.setdefault(case.function.kata, {})
        functions.setdefault(case.function.name, []).append((case, verdict))

    def done(self, name: str) -> bool:
        """Every case of every function of this kata has passed."""
        graded = self.results.get(name, {})
        verdicts = [v.word for results in graded.values() for _, v in results]
        return set(graded) == set(kata(name).functions) and set(verdicts) == {
            Word.PASSED
        }

    def records(self, language: str, source: str) -> list[dict[str, Any]]:
        """The machine-readable report: one record per case."""
        return [
            {
                "language": language,
                "source": source,
                "kata": name,
                "function": function,
                "case": case.name,
                "verdict": verdict.phrase,
                "mistake": verdict.mistake or None,
                "facts": dict(verdict.facts),
            }
            for name, functions in self.results.items()
            for function, results in functions.items()
            for case, verdict in results
        ]

    def write(self, path: Path, language: str, source: str) -> None:
        records = self.records(language, source)
        write_text(path, json.dumps(records, indent=1, ensure_ascii=False) + "\n")

    def remember(self, grader: Grader) -> None:
        """What the whole katas of this run were worth, for the map."""
        known = remembered(grader.language)
        for name in self.results:
            file = grader.file(name)
            if file.exists():
                word = "done" if self.done(name) else "failing"
                known[name] = (word, fingerprint(file))
        write_text(_memory(grader.language), json.dumps(known))

    # ---------------------------------------------------------------- for a person

    def show(self, grader: Grader) -> None:
        console = Console(highlight=False, soft_wrap=True)
        width = console.width if console.is_terminal else None
        for name, functions in self.results.items():
            told = set()  # what is said of a whole file is said once
            for function, results in functions.items():
                failed = [
                    (c, v) for c, v in results if v.attempted and v.word != Word.PASSED
                ]
                if failed and failed[0][1] not in told:
                    told.add(failed[0][1])
                    console.print(
                        _failures(name, function, failed, len(results), width)
                    )
        console.print(self._table(grader))
        if self.whole:
            words = self._last_words(grader)
            console.print(words, soft_wrap=not console.is_terminal)

    def _table(self, grader: Grader) -> Table:
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("kata", no_wrap=True)
        table.add_column(grader.language.TITLE)
        table.add_column("stage", style="dim")
        for name in self.results:
            stage = kata(name).stage.partition(" ")[0]
            table.add_row(name, self.state(name), stage)
        return table

    def show_prints(self) -> None:
        """What passing cases have printed, under their names."""
        console = Console(highlight=False, soft_wrap=True)
        for functions in self.results.values():
            for case, verdict in (r for results in functions.values() for r in results):
                if verdict.word == Word.PASSED and verdict.facts:
                    console.print(Text(f"\n{case.id.replace('/', ' · ')}", "bold"))
                    console.print(Text(str(verdict)))

    def state(self, name: str) -> Text:
        """A kata's state in a few words, coloured."""
        functions = self.results[name]
        worst = {f: _worst(results) for f, results in functions.items()}
        failed = [
            f for f, v in worst.items() if v.word not in (Word.PASSED, Word.TO_DO)
        ]
        passed = [f for f, v in worst.items() if v.word == Word.PASSED]
        if failed:
            verdict, results = worst[failed[0]], functions[failed[0]]
            if verdict.word == Word.WAITS:
                return Text(verdict.phrase, "yellow")
            if verdict.word in OF_A_FILE:
                return Text(verdict.word, "red")
            wrong = sum(v.word != Word.PASSED for _, v in results)
            return Text(
                f"{failed[0]}: {verdict.word} ({wrong} of {len(results)} cases)", "red"
            )
        if len(passed) == len(functions):
            count = sum(map(len, functions.values()))
            return Text(
                f"{'done' if self.done(name) else 'passed'}, {count} cases", "green"
            )
        if passed:
            return Text(f"{len(passed)} of {len(functions)} functions", "yellow")
        return Text(Word.TO_DO, "dim")

    def _last_words(self, grader: Grader) -> str:
        """How many are done, and which kata comes next."""
        done = [name for name in self.results if self.done(name)]
        text = f"\n{len(done)} done, {len(self.results) - len(done)} to do."
        elsewhere = set(katas()) - set(self.results)
        finished = {
            *done,
            *(name for name in elsewhere if not grader.unfinished(name)),
        }
        following = next_kata(finished)
        if following is None or grader.source != "katas":
            return text
        readme = shown(kata(following).folder / "README.md")
        return (
            f"{text} {'Go on' if finished else 'Start'} with {following}: "
            f"read {readme}, write {shown(grader.file(following))}, "
            f"then run nox -s {grader.language.name} -- {following}"
        )


def remembered(language: Language) -> dict[str, tuple[str, str]]:
    """kata → (its last verdict, the fingerprint of the file that was graded)."""
    path = _memory(language)
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def green_in(name: str) -> list[Language]:
    """The languages in which a kata was done when it was last graded."""
    return [
        l
        for l in languages().values()
        if remembered(l).get(name, ("", ""))[0] == "done"
    ]


def _memory(language: Language) -> Path:
    return BUILD / language.name / "verdicts.json"


def fingerprint(path: Path) -> str:
    """Tells whether a file is still the one that was graded."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def next_kata(finished: set[str]) -> str | None:
    """The first kata of the ladder that is not finished but all of whose needs are."""
    for name, each in katas().items():
        if name not in finished and finished.issuperset(each.needs):
            return name
    return None


def _worst(results: Results) -> Verdict:
    """The first verdict that is not passed."""
    return next((v for _, v in results if v.word != Word.PASSED), Verdict(Word.PASSED))


def _failures(
    name: str, function: str, failed: Results, count: int, width: int | None
) -> Text:
    """One failing case in full, the first that shows the mistake if one does; the others by name."""
    failed = sorted(failed, key=lambda result: not result[1].mistake)
    case, verdict = failed[0]
    text = Text(f"\n{name} · {function} · {case.name}\n", "bold")
    if others := [c.name for c, _ in failed[1:]]:
        names = "; ".join(others[:3]) + ("; …" if len(others) > 3 else "")
        verdict = verdict.having(
            "also", f"{len(others)} more of {count} cases: {names}"
        )
    text.append(verdict.fitted(width), "not bold")
    return text
