"""What a person sees after grading: the first failing case of every function, and the scoreboard."""

import hashlib
import json

from rich.console import Console
from rich.table import Table
from rich.text import Text

from dojo.grade import PASSED, TO_DO, WAITS
from dojo.paths import BUILD
from dojo.spec import kata, katas
from dojo.staging import shown

OF_A_FILE = ("does not compile", "breaks a rule")


def attempted(verdict):
    """Somebody has written something that can be judged."""
    return verdict.word != TO_DO and not verdict.word.startswith(WAITS)


class Scoreboard:
    """The (case, verdict)s of one session; `whole` unless only some cases were asked for."""

    def __init__(self, whole=True):
        self.whole = whole
        self.results = {}  # kata → function → [(case, verdict)]

    def add(self, case, verdict):
        functions = self.results.setdefault(case.function.kata, {})
        functions.setdefault(case.function.name, []).append((case, verdict))

    def done(self, name):
        """Every case of every function of this kata has passed."""
        graded = self.results.get(name, {})
        verdicts = [v.word for results in graded.values() for _, v in results]
        return set(graded) == set(kata(name).functions) and set(verdicts) == {PASSED}

    def records(self, track, source):
        """The machine-readable report: one record per case."""
        return [
            {
                "track": track,
                "source": str(source),
                "kata": name,
                "function": function,
                "case": case.name,
                "verdict": verdict.word,
                "mistake": verdict.mistake or None,
                "facts": dict(verdict.facts),
            }
            for name, functions in self.results.items()
            for function, results in functions.items()
            for case, verdict in results
        ]

    def write(self, path, track, source):
        records = self.records(track, source)
        path.write_text(json.dumps(records, indent=1, ensure_ascii=False) + "\n")

    def remember(self, session):
        """What the whole katas of this session were worth, for the map."""
        path = BUILD / session.track.name / "verdicts.json"
        known = json.loads(path.read_text()) if path.exists() else {}
        for name in self.results:
            file = session.file(name)
            if file.exists():
                word = "done" if self.done(name) else "failing"
                known[name] = (word, fingerprint(file))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(known))

    # ---------------------------------------------------------------- for a person

    def show(self, session):
        console = Console(highlight=False, soft_wrap=True)
        for name, functions in self.results.items():
            told = set()  # what is said of a whole file is said once
            for function, results in functions.items():
                failed = [
                    (c, v) for c, v in results if attempted(v) and v.word != PASSED
                ]
                if failed and failed[0][1] not in told:
                    told.add(failed[0][1])
                    console.print(_failures(name, function, failed, len(results)))
        console.print(self._table(session))
        if self.whole:
            console.print(self._last_words(session))

    def _table(self, session):
        table = Table(box=None, pad_edge=False, header_style="dim")
        table.add_column("kata", no_wrap=True)
        table.add_column(session.track.TITLE)
        table.add_column("stage", style="dim")
        for name, functions in self.results.items():
            stage = kata(name).stage.partition(" ")[0]
            table.add_row(name, self._state(name, functions), stage)
        return table

    def _state(self, name, functions):
        """A kata's state in a few words, coloured."""
        worst = {f: _worst(results) for f, results in functions.items()}
        failed = [f for f, word in worst.items() if word not in (PASSED, TO_DO)]
        passed = list(worst.values()).count(PASSED)
        if failed:
            words = [v.word for _, v in functions[failed[0]]]
            if worst[failed[0]].startswith(WAITS):
                return Text(worst[failed[0]], "yellow")
            if worst[failed[0]] in OF_A_FILE:
                return Text(worst[failed[0]], "red")
            count = f"{len(words) - words.count(PASSED)} of {len(words)} cases"
            return Text(f"{failed[0]}: {worst[failed[0]]} ({count})", "red")
        if passed == len(functions):
            count = sum(map(len, functions.values()))
            return Text(
                f"{'done' if self.done(name) else 'passed'}, {count} cases", "green"
            )
        if passed:
            return Text(f"{passed} of {len(functions)} functions", "yellow")
        return Text(TO_DO, "dim")

    def _last_words(self, session):
        """How many are done, and which kata comes next."""
        done = [name for name in self.results if self.done(name)]
        text = f"\n{len(done)} done, {len(self.results) - len(done)} to do."
        elsewhere = set(katas()) - set(self.results)
        finished = {
            *done,
            *(name for name in elsewhere if not session.unfinished(name)),
        }
        following = next_kata(finished)
        if following is None or session.name != "katas":
            return text
        readme = shown(kata(following).folder / "README.md")
        return (
            f"{text} {'Go on' if finished else 'Start'} with {following}: "
            f"read {readme}, write {shown(session.file(following))}, "
            f"then run nox -s {session.track.name} -- {following}"
        )


def fingerprint(path):
    """Tells whether a file is still the one that was graded."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def next_kata(finished):
    """The first kata of the ladder that is not finished but all of whose needs are."""
    for name, each in katas().items():
        if name not in finished and finished.issuperset(each.needs):
            return name
    return None


def _worst(results):
    """The word of the first verdict that is not passed."""
    return next((v.word for _, v in results if v.word != PASSED), PASSED)


def _failures(name, function, failed, count):
    """The first failing case in full, the others by name."""
    case, verdict = failed[0]
    text = Text(f"\n{name} · {function} · {case.name}\n", "bold")
    text.append(str(verdict), "not bold")
    if others := [c.name for c, _ in failed[1:]]:
        names = ", ".join(others[:5]) + (", …" if len(others) > 5 else "")
        text.append(
            f"\n  {'also':<12}{len(others)} more of {count} cases: {names}", "not bold"
        )
    return text
