"""From a case and a reply to a verdict that names the mistake."""

from dojo.grade.compare import listing
from dojo.grade.recognise import BUDGET, recognise
from dojo.grade.verdict import Verdict, Word, find
from dojo.run.results import Reply
from dojo.spec.cases import Case


def judge(
    case: Case, reply: Reply, again: str = "", budget: float | None = BUDGET
) -> Verdict:
    """The verdict on one reply; `again` is the command that runs this case again.

    budget    seconds of CPU to look for the mistake in; 0 to not look for it, None for as long as it takes
    """
    finding = find(case, reply)
    if finding.word == Word.PASSED:
        return Verdict(Word.PASSED)
    mistake = recognise(case, reply, budget) if finding.nameable else ""
    facts = [("why", case.why), ("inputs", listing(case.inputs)), *finding.facts]
    facts += [("mistake", f"this is what you get when {mistake}")] if mistake else []
    facts += [("printed", reply.printed)] if reply.printed else []
    facts += [("again", again)] if again else []
    return Verdict(finding.word, tuple(facts), mistake)
