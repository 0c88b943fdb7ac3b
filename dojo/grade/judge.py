"""From a case and a reply to a verdict."""

from dojo.grade.compare import listing
from dojo.grade.verdict import Verdict, Word, find
from dojo.run.results import Reply
from dojo.spec.cases import Case


def judge(case: Case, reply: Reply, again: str = "") -> Verdict:
    """The verdict on one reply; `again` is the command that runs this case again."""
    finding = find(case, reply)
    if finding.word == Word.PASSED:
        return Verdict(Word.PASSED)
    facts = [("why", case.why), ("inputs", listing(case.inputs)), *finding.facts]
    facts += [("printed", reply.printed)] if reply.printed else []
    facts += [("again", again)] if again else []
    return Verdict(finding.word, tuple(facts))
