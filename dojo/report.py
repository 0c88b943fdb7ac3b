"""What a person sees after grading: the first failing case of every function, and the scoreboard."""

import json

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dojo.grade import PASSED, TO_DO, WAITS
from dojo.session import next_kata
from dojo.spec import kata, katas
from dojo.staging import shown


class Scoreboard:
    """Collects (case, verdict) of one session."""

    def __init__(self):
        self.results = []

    def add(self, case, verdict):
        self.results.append((case, verdict))

    def functions(self, name):
        """function → its (case, verdict)s, of one kata."""
        found = {}
        for case, verdict in self.results:
            if case.function.kata == name:
                found.setdefault(case.function.name, []).append((case, verdict))
        return found

    @property
    def katas(self):
        return list(dict.fromkeys(case.function.kata for case, _ in self.results))

    def done(self, name):
        found = self.functions(name)
        return set(found) == set(kata(name).functions) and all(
            v.word == PASSED for results in found.values() for _, v in results
        )

    def write(self, path, track, source):
        """The machine-readable report: one record per case."""
        records = [
            {
                "track": track,
                "source": source,
                "kata": case.function.kata,
                "function": case.function.name,
                "case": case.name,
                "verdict": verdict.word,
                "mistake": verdict.mistake or None,
                "facts": dict(verdict.facts),
            }
            for case, verdict in self.results
        ]
        path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n")

    # ---------------------------------------------------------------- for a person

    def show(self, session, console=None):
        console = console or Console()
        for name in self.katas:
            for function, results in self.functions(name).items():
                self._show_function(console, function, results)
        console.print(self._table(session))
        console.print(self._last_words(session), soft_wrap=True)

    def _show_function(self, console, function, results):
        failed = [(c, v) for c, v in results if attempted(v) and v.word != PASSED]
        if not failed:
            return
        case, verdict = failed[0]
        console.print()
        console.print(
            Text(f"{case.function.kata} · {function} · {case.name}", style="bold")
        )
        console.print(Text(str(verdict)), soft_wrap=True)
        if others := [c.name for c, _ in failed[1:]]:
            console.print(
                Text(
                    f"  {len(others)} more of {len(results)} fail: {', '.join(others)}"
                ),
                soft_wrap=True,
            )

    def _table(self, session):
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("kata")
        table.add_column(session.track.TITLE)
        table.add_column("stage", style="dim")
        for name in self.katas:
            word, style = self._word(name)
            table.add_row(name, Text(word, style=style), kata(name).stage)
        return table

    def _word(self, name):
        """A kata's verdict in a few words, and its colour."""
        found = self.functions(name)
        if self.done(name):
            return f"done, {sum(map(len, found.values()))} cases", "green"
        words = {
            f: next((v.word for _, v in r if v.word != PASSED), PASSED)
            for f, r in found.items()
        }
        passed = [f for f, word in words.items() if word == PASSED]
        failed = {f: word for f, word in words.items() if word not in (PASSED, TO_DO)}
        if failed:
            function, word = next(iter(failed.items()))
            bad = [v.word for _, v in found[function]]
            count = (
                f" ({len(bad) - bad.count(PASSED)} of {len(bad)} cases)"
                if not word.startswith(WAITS)
                else ""
            )
            return f"{function}: {word}{count}", "yellow" if word.startswith(
                WAITS
            ) else "red"
        if passed:
            return f"{len(passed)} of {len(kata(name).functions)} functions", "yellow"
        return TO_DO, "dim"

    def _last_words(self, session):
        done = [name for name in self.katas if self.done(name)]
        states = {
            name: name in done
            or (name not in self.katas and not session.unfinished(name))
            for name in katas()
        }
        text = f"\n{len(done)} done, {len(self.katas) - len(done)} to do."
        following = next_kata(
            session, [name for name, finished in states.items() if finished]
        )
        if following is None or session.name != "katas":
            return text
        folder, file = shown(kata(following).folder), shown(session.file(following))
        verb = "Go on with" if done else "Start with"
        return (
            f"{text} {verb} {following}: read {folder}/README.md, write {file}, "
            f"then run nox -s {session.track.name} -- {following}"
        )


def attempted(verdict):
    return verdict.word != TO_DO and not verdict.word.startswith(WAITS)
