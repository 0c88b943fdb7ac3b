"""A call that goes wrong, once more with every access of its kata watched: which line, and why."""

import re
from pathlib import Path
from typing import Any

from dojo.paths import shown
from dojo.run import once
from dojo.run.language import Language
from dojo.run.results import Profile, Unavailable
from dojo.spec.signature import Output

from . import messages, toolchain
from .libraries import make, make_all
from .project import Project

REASONS = {  # what the sanitizer calls it → what it is
    "heap-buffer-overflow": "it reads or writes beyond the end of an array",
    "heap-use-after-free": "it uses memory that has been given back",
    "stack-buffer-overflow": "it reads or writes beyond the end of a local array",
    "dynamic-stack-buffer-overflow": "it reads or writes beyond the end of a local array",
    "global-buffer-overflow": "it reads or writes beyond the end of a global array",
    "stack-use-after-return": "it uses a local variable of a function that has returned",
    "stack-use-after-scope": "it uses a local variable that is gone",
    "stack-overflow": "it calls itself without end, or its local arrays are too large",
    "double-free": "it gives back the same memory twice",
    "alloc-dealloc-mismatch": "it gives memory back in another way than it was taken",
    "negative-size-param": "it copies a negative number of bytes",
    "allocation-size-too-big": "it asks for more memory than there can be",
    "SEGV": "it follows a pointer to nowhere",
    "ABRT": "a check has failed",
}
UNINITIALISED = re.compile(r"\[-W(?:maybe-)?uninitialized\]")


def diagnose(
    language: Language,
    source: Path,
    kata: str,
    function: str,
    inputs: list[Any],
    outputs: list[Output],
) -> str:
    """The learner's line and the reason, or ""."""
    try:
        toolchain.sanitizers()
    except Unavailable:
        return ""
    watched = Project(language, source, Profile.SANITIZED)
    built = Project(language, source, Profile.CHECKED)
    language.build(source, Profile.CHECKED, [kata])
    make_all([watched.declared])
    made = make(watched.own(kata))
    if not made.done:
        return ""
    program = built.with_watched(watched, kata)
    said = once.watch(
        language,
        program,
        function,
        inputs,
        outputs,
        **toolchain.preloaded(Profile.SANITIZED),
    )
    return told(said, built.file(kata)) or uninitialised(made.words)


def told(report: str, file: Path) -> str:
    """A sanitizer's report in a sentence, at the innermost line of this file."""
    name = re.escape(shown(file))
    if found := re.search(
        rf"^({name}:\d+):\d+: runtime error: (.*)", report, re.MULTILINE
    ):
        return f"{found[1]}: {found[2]}"
    found = re.search(r"ERROR: AddressSanitizer: (?:attempting )?([\w-]+)", report)
    place = re.search(rf"{name}:\d+", report)
    if not found or not place:
        return ""
    assertion = re.search(r"Assertion '(.*)' failed", report)
    length = re.search(r"^(READ|WRITE) of size (\d+)", report, re.MULTILINE)
    words = REASONS.get(found[1], f"the sanitizer calls it {found[1]}")
    if assertion:
        words = f"a check of the standard library has failed: {assertion[1]}"
    elif other := re.search(r"^\S+\.hpp:\d+: (.*)$", report, re.MULTILINE):
        words = other[1]
    if length:
        verb = "read" if length[1] == "READ" else "written"
        words += f" ({length[2]} bytes are {verb})"
    return f"{place[0]}: {words}"


def uninitialised(words: str) -> str:
    """What no sanitizer of g++ sees, but the compiler."""
    found = [
        text for _, _, text in messages.diagnostics(words) if UNINITIALISED.search(text)
    ]
    return "\n\n".join(found)
