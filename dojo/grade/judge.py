"""From a case and a reply to a verdict."""

from dojo.grade.compare import listing
from dojo.grade.verdict import Verdict, Word, find
from dojo.run.results import Reply
from dojo.spec.cases import Case


def judge(case: Case, reply: Reply, again: str = "") -> Verdict:
    """The verdict on one reply; `again` is the command that runs this case again."""
    finding = find(case, reply)
    printed = [("printed", reply.printed_briefly())] if reply.printed else []
    if finding.word == Word.PASSED:
        return Verdict(Word.PASSED, tuple(printed))
    facts = [("why", case.why), ("inputs", listing(case.inputs)), *finding.facts]
    facts += printed
    facts += [("again", again)] if again else []
    return Verdict(finding.word, tuple(facts))
