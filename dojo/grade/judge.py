"""From a case and a reply to a verdict."""

import shlex

from dojo.grade.numbers import listing
from dojo.grade.verdict import Verdict, Word, find
from dojo.run.results import Reply
from dojo.spec.cases import Case, kata


def judge(case: Case, reply: Reply, again: str = "") -> Verdict:
    """The verdict on one reply; `again` is the command that runs this case again."""
    finding = find(case, reply)
    printed = [("printed", reply.printed_briefly())] if reply.printed else []
    if finding.word == Word.PASSED:
        return Verdict(Word.PASSED, tuple(printed))
    if finding.word == Word.DOES_NOT_COMPILE:  # of the file: no case has run
        return Verdict(finding.word, finding.facts)
    facts = [("why", case.why), ("inputs", listing(case.inputs)), *finding.facts]
    facts += printed
    facts += [("again", again)] if again else []
    return Verdict(finding.word, tuple(facts))


def again(language: str, case: Case) -> str:
    """The command that runs this very case again."""
    cases = kata(case.function.kata).cases
    others = [c for c in cases if c.name == case.name and c.function != case.function]
    words = f"{case.function.name}: {case.name}" if others else case.name
    quoted = f'"{words}"' if not set(words) & set('"$`\\!') else shlex.quote(words)
    return f"nox -s {language} -- {case.function.kata} -k {quoted}"


def named(words: str, cases: list[Case]) -> list[Case]:
    """The cases of this very name, or "function: name" as `again` writes it; else those whose name has these words."""
    exact = [c for c in cases if words in (c.name, f"{c.function.name}: {c.name}")]
    return exact or [c for c in cases if words in c.name]
