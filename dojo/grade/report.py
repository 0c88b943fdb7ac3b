"""What a person sees after grading: the first failing case of every function, and the scoreboard."""

import json
from collections.abc import Collection
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dojo.grade.cause import because, cause, of_a_cause
from dojo.grade.grader import Grader
from dojo.grade.memory import fingerprint, memory, remembered
from dojo.grade.verdict import Verdict, Word
from dojo.paths import KATAS, shown, write_text
from dojo.spec.cases import Case, Function, kata, katas

FINE = (Word.PASSED, Word.NOT_WRITTEN, Word.TO_DO, Word.WAITS)
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

    def wrong(self, function: Function) -> bool | None:
        """Whether a function has failed in this run, or None where it was not graded."""
        results = self.results.get(function.kata, {}).get(function.name)
        return None if results is None else _worst(results).word not in FINE

    def explained(
        self, grader: Grader, function: Function, verdicts: list[Verdict]
    ) -> list[Verdict]:
        """The verdicts on a function's cases; where it calls a wrong function, that one is told instead."""
        failed = [v for v in verdicts if v.word not in (*FINE, *OF_A_FILE)]
        wrong = cause(grader, function, self.wrong) if failed else None
        if wrong is None:
            return verdicts
        name = grader.language.name
        return [because(v, wrong, name) if v in failed else v for v in verdicts]

    def done(self, name: str) -> bool:
        """Every case of every function of this kata has passed."""
        graded = self.results.get(name, {})
        verdicts = [v.word for results in graded.values() for _, v in results]
        return set(graded) == set(kata(name).functions) and set(verdicts) == {
            Word.PASSED
        }

    def written(self, name: str) -> bool:
        """Whether this kata is part of the language."""
        (first, *_) = self.results[name].values()
        return first[0][1].word != Word.NOT_WRITTEN

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
            if file.is_file():
                word = "done" if self.done(name) else "failing"
                known[name] = (word, fingerprint(file))
        write_text(memory(grader.language), json.dumps(known))

    # ---------------------------------------------------------------- for a person

    def show(self, grader: Grader) -> None:
        console = Console(highlight=False, soft_wrap=True)
        width = console.width if console.is_terminal else None
        for name, functions in self.results.items():
            told = set()  # what is said of a whole file, or of one cause, is said once
            for function, results in functions.items():
                failed = [
                    (c, v) for c, v in results if v.attempted and v.word != Word.PASSED
                ]
                if failed and failed[0][1].facts not in told:
                    told.add(failed[0][1].facts)
                    console.print(_failures(name, function, failed, results, width))
                for note in dict.fromkeys(
                    dict(v.facts).get("note") for _, v in results
                ):
                    if note:
                        console.print(f"\n{name} · {function}\n  {note}.")
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
        if not self.written(name):
            return Text(Word.NOT_WRITTEN, "dim")
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
        """How many are done, and what comes next: what is red here, what is half done, what is built on it."""
        done = sum(map(self.done, self.results))
        written = sum(map(self.written, self.results))
        text = f"\n{done} done, {written - done} to do"
        if absent := len(self.results) - written:
            text += f", {absent} not written yet in {grader.language.TITLE}"
        text += "."
        if grader.source != "katas":
            return text
        return f"{text} {self._next(grader)}".rstrip()

    def _next(self, grader: Grader) -> str:
        for name, functions in self.results.items():
            for function, results in functions.items():
                if _worst(results).word not in FINE:
                    return f"Mend {function}: {shown(grader.file(name))}"
        for name, functions in self.results.items():
            left = [f for f, results in functions.items() if not _passed(results)]
            if 0 < len(left) < len(functions):
                return f"Go on with {left[0]}: {shown(grader.file(name))}"
        done = {name for name in self.results if self.done(name)}
        elsewhere = set(katas()) - set(self.results)
        absent = {n for n in katas() if grader.language.lacks(n, grader.path)}
        finished = done | {n for n in elsewhere - absent if not grader.unfinished(n)}
        if (following := next_kata(finished | absent, done)) is None:
            return ""
        words = "Go on" if finished else "Start"
        return f"{words} with {following}, in {shown(KATAS)}."


def next_kata(finished: set[str], just: Collection[str] = ()) -> str | None:
    """The first kata of the ladder that is not finished but all of whose needs are; one that needs what has just been
    done comes before the others."""
    ready = [
        name
        for name, each in katas().items()
        if name not in finished and finished.issuperset(each.needs)
    ]
    built_on_it = [name for name in ready if set(just) & set(kata(name).needs)]
    return next(iter(built_on_it or ready), None)


def _worst(results: Results) -> Verdict:
    """The first verdict that is not passed."""
    return next((v for _, v in results if v.word != Word.PASSED), Verdict(Word.PASSED))


def _passed(results: Results) -> bool:
    return _worst(results).word == Word.PASSED


def _failures(
    name: str, function: str, failed: Results, results: Results, width: int | None
) -> Text:
    """One failing case in full, the first that shows the mistake if one does; the others by name."""
    failed = sorted(failed, key=lambda result: not result[1].mistake)
    case, verdict = failed[0]
    title = [name, function, case.name]
    if verdict.word in OF_A_FILE:
        title = [name]
    elif of_a_cause(verdict):
        title = [name, function]
    text = Text(f"\n{' · '.join(title)}\n", "bold")
    if len(failed) > 1 and case.name in title:
        others = [c.name for c, _ in failed[1:]]
        names = "; ".join(others[:3]) + ("; …" if len(others) > 3 else "")
        also = f"{len(others)} more of {len(results)} cases: {names}"
        verdict = verdict.having("also", also)
    if untried := sum(v.word == Word.NOT_TRIED for _, v in results):
        verdict = verdict.having("and", f"{untried} more not tried")
    text.append(verdict.fitted(width), "not bold")
    return text
